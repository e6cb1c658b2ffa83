// Channels that take something back: voids, refunds, the tasks a refusal of the carrier leaves, and the second person's word.
import { z } from 'zod';
import { openWorkKinds } from '../../domain/open-work.ts';
import { rejectionReasons } from '../records.ts';
import {
  approvalIdSchema, approvedOperationSchema, dateSchema, fenSchema, instantSchema, paymentIdSchema, reasonSchema, refundIdSchema, saleIdSchema,
  staffIdSchema, tenderMethodSchema, terminalIdSchema,
} from '../values.ts';
import type { ChannelMap } from './channel.ts';
import { saleViewSchema } from './sale-channels.ts';

const withSale = z.strictObject({ saleId: saleIdSchema });

export const refundLineSchema = z.strictObject({ paymentId: paymentIdSchema, method: tenderMethodSchema, amountFen: fenSchema });

/** What a refund would do, before anything moves. `refundId` is minted here, so that starting it twice is one refund. */
export const refundPreviewSchema = z.strictObject({
  refundId: refundIdSchema,
  saleId: saleIdSchema,
  paidFen: fenSchema,
  refundedFen: fenSchema,
  /** The most that can still be given back. */
  leftFen: fenSchema,
  amountFen: fenSchema,
  lines: z.array(refundLineSchema).max(20),
  mode: z.enum(['online', 'offline']),
  /** undecided: the carrier cannot be asked now. */
  validity: z.enum(['moved-back', 'stays', 'undecided']),
  expiryAfter: dateSchema.nullable(),
  needsApproval: z.boolean(),
});
export type RefundPreview = z.output<typeof refundPreviewSchema>;

export const refundViewSchema = z.strictObject({
  refundId: refundIdSchema,
  saleId: saleIdSchema,
  receiptNumber: z.string(),
  msisdnMasked: z.string(),
  amountFen: fenSchema,
  lines: z.array(refundLineSchema).max(20),
  /** requested: on its way; hand nothing out yet. */
  state: z.enum(['requested', 'completed', 'failed']),
  failure: z.string().nullable(),
  reason: z.string(),
  mode: z.enum(['online', 'offline']),
  validity: z.enum(['moved-back', 'stays', 'undecided']),
  expiryAfter: dateSchema.nullable(),
  staffId: staffIdSchema,
  approverId: staffIdSchema.nullable(),
  requestedAt: instantSchema,
  changedAt: instantSchema,
  /** Cash to hand out; only of a completed refund. */
  cashFen: fenSchema,
});
export type RefundView = z.output<typeof refundViewSchema>;

export const refundTaskSchema = z.strictObject({
  saleId: saleIdSchema, receiptNumber: z.string(), businessDate: dateSchema, msisdnMasked: z.string(), totalFen: fenSchema, leftFen: fenSchema,
  reason: z.enum(rejectionReasons), ownerId: staffIdSchema, createdAt: instantSchema,
});
export type RefundTask = z.output<typeof refundTaskSchema>;

const act = z.strictObject({ operation: approvedOperationSchema, amountFen: fenSchema, subject: z.string().min(1).max(64).regex(/^[\w.-]+$/) });
const grantSchema = z.strictObject({ approvalId: approvalIdSchema, approverId: staffIdSchema, expiresAt: instantSchema });

export const undoChannels = {
  /** Takes a sale back before it has left the terminal; afterwards only a refund. */
  'sale.void': {
    kind: 'command', access: 'clerk', host: 'core', request: withSale.extend({ reason: reasonSchema, approvalId: approvalIdSchema.optional() }), reply: saleViewSchema,
    problems: ['sale-unknown', 'void-too-late', 'void-not-possible', 'already-voided', 'shift-closed', 'shift-of-other', 'approval-needed', 'approval-refused'],
  },
  /** Whether the one key for undoing would still work; for the screen of the finished sale. */
  'sale.can-void': { kind: 'query', access: 'staff', host: 'core', request: withSale, reply: z.strictObject({ canVoid: z.boolean(), needsApproval: z.boolean() }), problems: ['sale-unknown'] },
  'refund.preview': {
    kind: 'query', access: 'clerk', host: 'core', request: withSale.extend({ amountFen: fenSchema.optional() }), reply: refundPreviewSchema,
    problems: ['sale-unknown', 'already-voided', 'refund-nothing-left', 'refund-exceeds', 'refund-offline', 'refund-too-early', 'shift-closed', 'gateway-unreachable', 'gateway-refused'],
  },
  'refund.start': {
    kind: 'command', access: 'clerk', host: 'core',
    request: withSale.extend({ refundId: refundIdSchema, amountFen: fenSchema, reason: reasonSchema, approvalId: approvalIdSchema.optional() }), reply: refundViewSchema,
    problems: [
      'sale-unknown', 'already-voided', 'refund-nothing-left', 'refund-exceeds', 'refund-offline', 'refund-too-early', 'refund-id-reused', 'shift-closed', 'shift-of-other',
      'approval-needed', 'approval-refused', 'gateway-unreachable', 'gateway-refused',
    ],
  },
  'refund.read': { kind: 'query', access: 'staff', host: 'core', request: z.strictObject({ refundId: refundIdSchema }), reply: refundViewSchema, problems: ['refund-unknown'] },
  /** Asks now what became of it. */
  'refund.ask': { kind: 'command', access: 'clerk', host: 'core', request: z.strictObject({ refundId: refundIdSchema }), reply: refundViewSchema, problems: ['refund-unknown'] },
  'refund.list': { kind: 'query', access: 'staff', host: 'core', request: z.strictObject({ saleId: saleIdSchema.optional() }), reply: z.array(refundViewSchema).max(200), problems: [] },

  /** Sales the carrier refused and whose money is still here. */
  'task.list': { kind: 'query', access: 'staff', host: 'core', request: z.strictObject({}), reply: z.array(refundTaskSchema).max(200), problems: [] },
  'task.assign': { kind: 'command', access: 'manager', host: 'core', request: withSale.extend({ ownerId: staffIdSchema }), reply: refundTaskSchema, problems: ['task-unknown', 'staff-unknown'] },
  /** Settled without a refund (the carrier mended it, another card was renewed): says how. */
  'task.close': {
    kind: 'command', access: 'clerk', host: 'core', request: withSale.extend({ reason: reasonSchema, approvalId: approvalIdSchema.optional() }), reply: z.strictObject({}),
    problems: ['task-unknown', 'approval-needed', 'approval-refused'],
  },

  /** Whether this person needs somebody else for it, and who may be asked. */
  'approval.need': {
    kind: 'query', access: 'clerk', host: 'core', request: act,
    reply: z.strictObject({ isNeeded: z.boolean(), approvers: z.array(z.strictObject({ staffId: staffIdSchema, name: z.string() })).max(200), canUseCode: z.boolean() }), problems: [],
  },
  /** The other person types their PIN here. For exactly this act, once, 60 seconds. */
  'approval.grant': {
    kind: 'command', access: 'clerk', host: 'core', request: act.extend({ approverId: staffIdSchema, pin: z.string().regex(/^\d{4,12}$/) }), reply: grantSchema,
    problems: ['staff-unknown', 'pin-wrong', 'staff-locked', 'approval-own', 'approval-not-allowed'],
  },
  /** A number to read to a manager over the phone. It stands for exactly this act, for five minutes. */
  'approval.challenge': {
    kind: 'command', access: 'clerk', host: 'core', request: act,
    reply: z.strictObject({ challengeId: approvalIdSchema, requestCode: z.string(), terminalId: terminalIdSchema, subjectTail: z.string(), expiresAt: instantSchema }), problems: ['approval-code-unavailable'],
  },
  /** The manager's answer, typed in here. */
  'approval.answer': {
    kind: 'command', access: 'clerk', host: 'core', request: z.strictObject({ challengeId: approvalIdSchema, approverId: staffIdSchema, code: z.string().regex(/^\d{8}$/) }), reply: grantSchema,
    problems: ['approval-code-wrong', 'approval-code-expired', 'approval-own', 'approval-not-allowed', 'approval-code-unavailable'],
  },
  /** On the manager's own terminal: the answer to a number read over the phone. */
  'approval.compute': {
    kind: 'command', access: 'manager', host: 'core',
    request: z.strictObject({
      terminalId: terminalIdSchema, requestCode: z.string().regex(/^\d{8}$/), operation: approvedOperationSchema, amountFen: fenSchema, subjectTail: z.string().regex(/^[\w.-]{1,8}$/),
    }),
    reply: z.strictObject({ code: z.string() }), problems: ['approval-code-unavailable'],
  },
} as const satisfies ChannelMap;

/** What a shift leaves behind when it closes, by name. */
export const openWorkSchema = z.strictObject({
  kind: z.enum(openWorkKinds), id: z.string(), label: z.string(), amountFen: fenSchema.nullable(), at: instantSchema,
});
export type OpenWork = z.output<typeof openWorkSchema>;
