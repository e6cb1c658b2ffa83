// Channels of electronic tenders: starting one, what is known of it, and the list of everything that is not final.
import { z } from 'zod';
import { paymentActions, paymentStates } from '../../domain/payment.ts';
import {
  approvalIdSchema, cardLast4Schema, electronicMethodSchema, fenSchema, instantSchema, paymentIdSchema, saleIdSchema, signedFenSchema, staffIdSchema,
  subscriberRefSchema, tenderMethodSchema, tenderWaySchema,
} from '../values.ts';
import { configRecordSchema } from '../records.ts';
import type { ChannelMap } from './channel.ts';

export const paymentViewSchema = z.strictObject({
  paymentId: paymentIdSchema,
  saleId: saleIdSchema,
  method: electronicMethodSchema,
  way: tenderWaySchema,
  amountFen: fenSchema,
  state: z.enum(paymentStates),
  /** Code of `paymentFailures`, or of a newer gateway. */
  failure: z.string().nullable(),
  startedAt: instantSchema,
  changedAt: instantSchema,
  /** Until when the provider waits for the customer; what the count-down runs to. */
  giveUpAt: instantSchema.nullable(),
  /** When the till asks again by itself. */
  nextAskAt: instantSchema.nullable(),
  reference: z.string().nullable(),
  approvalCode: z.string().nullable(),
  cardLast4: cardLast4Schema.nullable(),
  /** What the customer's wallet is to scan from the screen. */
  storeCode: z.string().nullable(),
  /** The first one is the safe next step. */
  actions: z.array(z.enum(paymentActions)).max(paymentActions.length),
});
export type PaymentView = z.output<typeof paymentViewSchema>;

/** Why a way to pay cannot be taken now. */
export const tenderBars = ['offline', 'not-offered', 'offline-limit', 'no-balance', 'payment-open', 'shift-too-long', 'shift-of-other', 'no-machine'] as const;

export const tenderOptionsSchema = z.strictObject({
  totalFen: fenSchema,
  /** Settled so far. */
  paidFen: fenSchema,
  /** Left to pay before rounding. */
  remainingFen: fenSchema,
  /** The cash part if everything left is paid in cash, and what rounding makes of it. */
  cashDueFen: fenSchema,
  roundingFen: signedFenSchema,
  methods: z.array(z.strictObject({
    method: tenderMethodSchema, ways: z.array(tenderWaySchema).max(4), bar: z.enum(tenderBars).nullable(),
    /** The most that can be taken this way: the balance of the customer, the offline ceiling. */
    limitFen: fenSchema.nullable(),
  })).max(10),
  walletCodes: configRecordSchema.shape.payments.unwrap().shape.walletCodes,
  /** What may still be sold without the carrier; null while it answers. */
  offline: z.strictObject({ leftFen: fenSchema, leftSales: z.int(), untilAt: instantSchema, saleLimitFen: fenSchema }).nullable(),
  payments: z.array(paymentViewSchema).max(50),
});
export type TenderOptions = z.output<typeof tenderOptionsSchema>;

/** A row of the inbox: everything not final, and money that has no sale. */
export const openPaymentSchema = paymentViewSchema.extend({
  msisdnMasked: z.string(),
  ageSeconds: z.int(),
  /** Whose it is to settle: who started it. */
  ownerId: staffIdSchema,
  saleState: z.enum(['open', 'parked', 'completed', 'abandoned']),
  /** Why it stands here. */
  why: z.enum(['open', 'paid-without-sale', 'paid-after-undo', 'after-force']),
});
export type OpenPayment = z.output<typeof openPaymentSchema>;

export const parkedSaleSchema = z.strictObject({
  /** What `sale.begin` takes it up again by. */
  subscriberRef: subscriberRefSchema,
  saleId: saleIdSchema, msisdnMasked: z.string(), nameMasked: z.string(), totalFen: fenSchema.nullable(), paidFen: fenSchema, openFen: fenSchema,
  parkedAt: instantSchema, begunBy: staffIdSchema,
});

const withPayment = z.strictObject({ paymentId: paymentIdSchema });
const withSale = z.strictObject({ saleId: saleIdSchema });

export const paymentChannels = {
  /** What can be paid how, and what is already paid, for the open sale. */
  'payment.options': { kind: 'query', access: 'clerk', host: 'core', request: withSale, reply: tenderOptionsSchema, problems: ['sale-unknown', 'quote-missing'] },
  /**
   * Puts the payment on disk, then sends it. Answers at once with the payment as it is on disk; what becomes of it is
   * announced as `payment`. The id is the caller's, so that a press repeated after a lost answer is the same payment.
   */
  'payment.start': {
    kind: 'command', access: 'clerk', host: 'core',
    request: withSale.extend({
      paymentId: paymentIdSchema, method: electronicMethodSchema, way: tenderWaySchema, amountFen: fenSchema, totalFen: fenSchema,
      authCode: z.string().regex(/^\d{10,32}$/).optional(), approvalId: approvalIdSchema.optional(),
    }),
    reply: paymentViewSchema,
    problems: [
      'sale-unknown', 'sale-already-completed', 'subscriber-unknown', 'shift-closed', 'shift-of-other', 'shift-too-long', 'quote-missing', 'quote-changed', 'identity-needed',
      'identity-refused', 'tender-not-available', 'tender-offline', 'tender-too-much', 'payment-open', 'payment-id-reused', 'payment-code-unreadable',
      'balance-short', 'offline-limit', 'approval-needed', 'approval-refused', 'card-unbound', 'card-on-hold', 'real-name-block', 'card-closing-offline', 'card-closed',
      'card-recycled', 'directory-too-old',
    ],
  },
  'payment.read': { kind: 'query', access: 'staff', host: 'core', request: withPayment, reply: paymentViewSchema, problems: ['payment-unknown'] },
  /** Asks the provider now, besides the till's own asking. */
  'payment.ask': { kind: 'command', access: 'clerk', host: 'core', request: withPayment, reply: paymentViewSchema, problems: ['payment-unknown'] },
  /** A last question, then the undo; also for a settled payment whose sale was never completed. */
  'payment.undo': {
    kind: 'command', access: 'clerk', host: 'core', request: withPayment.extend({ approvalId: approvalIdSchema.optional() }), reply: paymentViewSchema,
    problems: ['payment-unknown', 'payment-final', 'sale-already-completed', 'approval-needed', 'approval-refused'],
  },
  /** Stand-alone machine: it approved. */
  'payment.confirm': {
    kind: 'command', access: 'clerk', host: 'core',
    request: withPayment.extend({ approvalCode: z.string().trim().regex(/^[0-9A-Za-z]{4,12}$/), cardLast4: cardLast4Schema }), reply: paymentViewSchema,
    problems: ['payment-unknown', 'payment-final'],
  },
  /** Stand-alone machine: it declined, or the customer went away before paying. */
  'payment.decline': { kind: 'command', access: 'clerk', host: 'core', request: withPayment, reply: paymentViewSchema, problems: ['payment-unknown', 'payment-final'] },
  /** Called paid against the provider's silence, on the reference in the customer's wallet; leaves a task behind. */
  'payment.force': {
    kind: 'command', access: 'clerk', host: 'core', request: withPayment.extend({ walletReference: z.string().trim().min(6).max(64).regex(/^[\w-]+$/), approvalId: approvalIdSchema.optional() }),
    reply: paymentViewSchema, problems: ['payment-unknown', 'payment-final', 'approval-needed', 'approval-refused'],
  },
  /** Everything that is not final, and money without a sale; a clerk sees all of the terminal: whoever is there must be able to act. */
  'payment.list-open': { kind: 'query', access: 'staff', host: 'core', request: z.strictObject({}), reply: z.array(openPaymentSchema).max(200), problems: [] },
  /** By the number on a slip or in the customer's wallet, or its end (at least 6 characters). */
  'payment.find': { kind: 'query', access: 'staff', host: 'core', request: z.strictObject({ reference: z.string().trim().min(6).max(64) }), reply: z.array(paymentViewSchema).max(20), problems: [] },
  /** Lays the open sale aside for the next customer; its payments go on. */
  'sale.park': { kind: 'command', access: 'clerk', host: 'core', request: withSale, reply: z.strictObject({}), problems: ['sale-unknown', 'sale-already-completed'] },
  'sale.list-parked': { kind: 'query', access: 'staff', host: 'core', request: z.strictObject({}), reply: z.array(parkedSaleSchema).max(100), problems: [] },
} as const satisfies ChannelMap;
