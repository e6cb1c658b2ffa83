// Channels of one renewal, from its beginning to the committed sale and its paper.
import { z } from 'zod';
import { rejectionReasons } from '../records.ts';
import {
  approvalIdSchema, dateSchema, fenSchema, instantSchema, localeSchema, localisedTextSchema, monthsSchema, planIdSchema, printJobIdSchema, saleIdSchema, shiftIdSchema,
  paymentIdSchema, signedFenSchema, staffIdSchema, subscriberRefSchema, tenderMethodSchema, tenderWaySchema,
} from '../values.ts';
import type { ChannelMap } from './channel.ts';
import { accountSchema, identityViewSchema } from './customer-channels.ts';
import { paymentViewSchema } from './payment-channels.ts';

const withSale = z.strictObject({ saleId: saleIdSchema });

export const quoteSchema = z.strictObject({
  subscriberRef: subscriberRefSchema,
  planId: planIdSchema,
  planVersion: z.int(),
  months: monthsSchema,
  unitPriceFen: fenSchema,
  totalFen: fenSchema,
  quotedOn: dateSchema,
  expiryBefore: dateSchema.nullable(),
  expiryAfter: dateSchema,
  startsOn: dateSchema,
  serviceEndOn: dateSchema,
  anchorDay: z.int(),
  hasLapsed: z.boolean(),
});

/** The open sale. Once a payment was started on it, its quote stands until the end: the customer is paying for just that. */
export const draftSchema = z.strictObject({
  saleId: saleIdSchema,
  account: accountSchema,
  identity: identityViewSchema.nullable(),
  /** Whether the store's policy wants a document for this sale; with no quote yet, for the cheapest one. */
  isIdentityNeeded: z.boolean(),
  quote: quoteSchema.nullable(),
  quickAmountsFen: z.array(fenSchema).max(4),
  begunAt: instantSchema,
  payments: z.array(paymentViewSchema).max(50),
  /** Settled by them; what is left is `quote.totalFen` less this. */
  paidFen: fenSchema,
});
export type Draft = z.output<typeof draftSchema>;

export const receiptLineSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: z.string(), align: z.enum(['left', 'center']), size: z.enum(['normal', 'large']), isBold: z.boolean() }),
  z.strictObject({ kind: z.literal('pair'), left: z.string(), right: z.string(), isBold: z.boolean() }),
  z.strictObject({ kind: z.literal('rule') }),
  z.strictObject({ kind: z.literal('qr'), data: z.string(), caption: z.string() }),
]);

/** Paper as it was frozen when the fact was committed; only the copy mark is added later. */
export const receiptDocumentSchema = z.strictObject({
  locale: localeSchema,
  isTraining: z.boolean(),
  lines: z.array(receiptLineSchema).max(200),
});
export type ReceiptDocument = z.output<typeof receiptDocumentSchema>;

/** How far the carrier is with a sale. waiting: not sent or not acknowledged; accepted: held, not yet answered. */
export const carrierStateSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('waiting') }),
  z.strictObject({ state: z.literal('accepted') }),
  z.strictObject({ state: z.literal('applied'), confirmedExpiry: dateSchema }),
  z.strictObject({ state: z.literal('rejected'), reason: z.enum(rejectionReasons) }),
  z.strictObject({ state: z.literal('voided') }),
]);

/** queued: will print; handed: given to the system, no answer yet; unconfirmed: the answer was lost, ask a person. */
export const printStateSchema = z.enum(['queued', 'handed', 'spooled', 'saved', 'unconfirmed', 'failed']);

export const saleTenderSchema = z.strictObject({
  paymentId: paymentIdSchema, method: tenderMethodSchema, way: tenderWaySchema.nullable(), amountFen: fenSchema, receivedFen: fenSchema, changeFen: fenSchema,
  reference: z.string().nullable(), refundedFen: fenSchema,
});

export const saleViewSchema = z.strictObject({
  saleId: saleIdSchema,
  receiptNumber: z.string(),
  seq: z.int(),
  completedAt: instantSchema,
  businessDate: dateSchema,
  staffId: staffIdSchema,
  msisdnMasked: z.string(),
  planName: localisedTextSchema,
  months: monthsSchema,
  totalFen: fenSchema,
  /** Cash handed over and given back; of a sale without cash, the total and 0. */
  receivedFen: fenSchema,
  changeFen: fenSchema,
  roundingFen: signedFenSchema,
  tenders: z.array(saleTenderSchema).max(20),
  /** Given back so far, derived from the refunds. */
  refundedFen: fenSchema,
  /** Under way: asked for, not answered yet. */
  refundingFen: fenSchema,
  voided: z.strictObject({ at: instantSchema, staffId: staffIdSchema, reason: z.string() }).nullable(),
  mode: z.enum(['online', 'offline']),
  expiryBefore: dateSchema.nullable(),
  expectedExpiry: dateSchema,
  autoRenewal: z.enum(['off', 'on', 'failing']),
  carrier: carrierStateSchema,
  print: z.strictObject({ printJobId: printJobIdSchema, copyNumber: z.int(), state: printStateSchema, detail: z.string(), at: instantSchema }).nullable(),
  receipt: receiptDocumentSchema,
});
export type SaleView = z.output<typeof saleViewSchema>;

export const saleRowSchema = saleViewSchema.omit({ receipt: true });
export type SaleRow = z.output<typeof saleRowSchema>;

export const printJobSchema = z.strictObject({
  printJobId: printJobIdSchema,
  saleId: saleIdSchema.nullable(),
  shiftId: shiftIdSchema.nullable(),
  title: z.string().regex(/^[\x20-\x7e]+$/),
  /** 0 is the original. */
  copyNumber: z.int(),
  /** Who asked for the copy, and when; null on originals. */
  copy: z.strictObject({ staffId: staffIdSchema, at: instantSchema }).nullable(),
  document: receiptDocumentSchema,
  state: printStateSchema,
  /** Empty: no printer chosen, save as PDF. */
  printer: z.string(),
  paperMm: z.union([z.literal(58), z.literal(80)]),
});
export type PrintJob = z.output<typeof printJobSchema>;

const barCodes = ['card-unbound', 'card-on-hold', 'real-name-block', 'card-closing-offline', 'card-closed', 'card-recycled', 'directory-too-old'] as const;

export const saleChannels = {
  /** Mints and stores the sale id. An open sale for another customer is given up, or parked where money is on it; a parked one of the same card is resumed. */
  'sale.begin': {
    kind: 'command', access: 'clerk', host: 'core', request: z.strictObject({ subscriberRef: subscriberRefSchema }), reply: draftSchema,
    problems: ['subscriber-unknown', ...barCodes],
  },
  'sale.current': { kind: 'query', access: 'staff', host: 'core', request: z.strictObject({}), reply: z.strictObject({ draft: draftSchema.nullable(), lastCompleted: saleIdSchema.nullable() }), problems: [] },
  'sale.quote': {
    kind: 'command', access: 'clerk', host: 'core', request: withSale.extend({ planId: planIdSchema, months: monthsSchema }), reply: draftSchema,
    problems: ['sale-unknown', 'sale-already-completed', 'sale-has-money', 'subscriber-unknown', 'plan-unknown', 'plan-withdrawn', 'months-not-offered', 'card-unbound'],
  },
  /**
   * The settled payments of the sale count by themselves; `tenders` holds the cash part, or nothing where they cover the
   * total. The same id with the same content answers the first result again. `quote-changed` leaves the new quote in the draft.
   */
  'sale.complete': {
    kind: 'command', access: 'clerk', host: 'core',
    request: withSale.extend({ totalFen: fenSchema, tenders: z.array(z.strictObject({ method: z.literal('cash'), receivedFen: fenSchema })).max(1), approvalId: approvalIdSchema.optional() }),
    reply: saleViewSchema,
    problems: ['sale-unknown', 'sale-id-reused', 'subscriber-unknown', 'shift-closed', ...barCodes, 'quote-missing', 'quote-changed', 'identity-needed', 'identity-refused', 'tender-short', 'tender-not-available', 'tender-too-much', 'payment-open', 'shift-of-other', 'shift-too-long', 'offline-limit', 'approval-needed', 'approval-refused'],
  },
  /** Refused while money is on it: undo its payments first, or park it. */
  'sale.abandon': { kind: 'command', access: 'clerk', host: 'core', request: withSale, reply: z.strictObject({}), problems: ['sale-unknown', 'sale-already-completed', 'sale-has-money'] },
  'sale.read': { kind: 'query', access: 'staff', host: 'core', request: withSale, reply: saleViewSchema, problems: ['sale-unknown'] },
  /**
   * Newest first; a clerk sees the own shifts, who reads the store's figures any business date. `hidden` says why a clerk's
   * list is empty. With the whole number of a slip its sale is found whoever sold it.
   */
  'sale.list': {
    kind: 'query', access: 'staff', host: 'core', request: z.strictObject({ businessDate: dateSchema.optional(), search: z.string().max(64).optional() }),
    reply: z.strictObject({
      rows: z.array(saleRowSchema).max(500), totalFen: fenSchema, count: z.int(),
      hidden: z.strictObject({ reason: z.literal('shift-of-other'), ownerId: staffIdSchema }).optional(),
    }),
    problems: [],
  },
  'receipt.reprint': { kind: 'command', access: 'clerk', host: 'core', request: withSale, reply: printJobSchema, problems: ['sale-unknown'] },
  'print.pending': { kind: 'query', access: 'public', host: 'core', request: z.strictObject({}), reply: z.array(printJobSchema).max(50), problems: [] },
  /** Marks the job as handed to the system: from here it is never printed again by itself. */
  'print.begin': { kind: 'command', access: 'public', host: 'core', request: z.strictObject({ printJobId: printJobIdSchema }), reply: printJobSchema, problems: ['print-job-unknown'] },
  'print.finish': {
    kind: 'command', access: 'public', host: 'core',
    request: z.strictObject({ printJobId: printJobIdSchema, outcome: z.enum(['spooled', 'saved', 'unconfirmed', 'failed']), detail: z.string().max(300) }),
    reply: z.strictObject({}), problems: ['print-job-unknown'],
  },
  'printer.list': {
    kind: 'query', access: 'public', host: 'shell', request: z.strictObject({}),
    reply: z.array(z.strictObject({ name: z.string(), description: z.string(), state: z.enum(['idle', 'busy', 'stopped', 'unknown']), reason: z.string() })).max(200), problems: [],
  },
  /** Prints one self-contained HTML page silently, or saves it as PDF where `printer` is empty. One at a time. */
  'printer.print': {
    kind: 'command', access: 'public', host: 'shell',
    request: z.strictObject({ printJobId: printJobIdSchema, title: z.string().max(80).regex(/^[\x20-\x7e]+$/), html: z.string().max(2_000_000), printer: z.string().max(200), paperMm: z.union([z.literal(58), z.literal(80)]) }),
    /** `detail`: the printer, or the file's name; it is kept. `file`: where a saved one lies, for the screen alone. */
    reply: z.strictObject({ outcome: z.enum(['spooled', 'saved']), detail: z.string(), file: z.string().optional() }),
    problems: ['printer-missing', 'printer-stopped', 'print-failed', 'print-timeout'],
  },
} as const satisfies ChannelMap;
