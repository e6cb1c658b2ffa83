// Channels of the manager's day: figures, the rows behind every figure, a sale's whole story, exports and reconciliation.
import { z } from 'zod';
import { differenceKinds, statementSources } from '../../domain/reconcile-kinds.ts';
import { dateSchema, fenSchema, instantSchema, localisedTextSchema, reasonSchema, saleIdSchema, signedFenSchema, staffIdSchema, tenderMethodSchema } from '../values.ts';
import { storeDaySchema } from '../gateway-api.ts';
import type { ChannelMap } from './channel.ts';

const range = { from: dateSchema, to: dateSchema };
/** `count`: sales; of ways to pay, tenders taken. What was given back adds to the amount alone. */
const share = { count: z.int(), amountFen: signedFenSchema };

/** Every figure of the review by name; each opens its rows. */
export const reviewFigures = [
  'sales', 'refunds', 'voids', 'net', 'rounding', 'tenders', 'paid-in', 'paid-out', 'drops', 'over-short', 'open-payments', 'unsent', 'rejected', 'identity-checks',
  'copies', 'no-sales', 'approvals', 'failed-pins', 'agreements', 'by-hour', 'by-plan', 'by-method', 'by-staff',
] as const;
export type ReviewFigure = (typeof reviewFigures)[number];

export const reviewTotalsSchema = z.strictObject({
  saleCount: z.int(), salesFen: fenSchema, refundCount: z.int(), refundsFen: fenSchema, voidCount: z.int(), voidsFen: fenSchema,
  roundingFen: signedFenSchema, netFen: signedFenSchema,
});
export type ReviewTotals = z.output<typeof reviewTotalsSchema>;

export const reviewSchema = z.strictObject({
  ...range,
  /** When it was worked out; this terminal's figures are always of now. */
  at: instantSchema,
  totals: reviewTotalsSchema,
  /** The range of the same length just before it, and the same days a week before. */
  before: reviewTotalsSchema,
  weekBefore: reviewTotalsSchema,
  byHour: z.array(z.strictObject({ hour: z.int().min(0).max(23), ...share })).max(24),
  byPlan: z.array(z.strictObject({ planId: z.string(), name: localisedTextSchema, ...share })).max(500),
  /** Taken less given back. */
  byMethod: z.array(z.strictObject({ method: tenderMethodSchema, ...share })).max(20),
  byStaff: z.array(z.strictObject({ staffId: staffIdSchema, name: z.string(), ...share, refundsFen: fenSchema, voidsFen: fenSchema, overShortFen: signedFenSchema.nullable() })).max(500),
  drawer: z.strictObject({ paidInFen: fenSchema, paidOutFen: fenSchema, dropsFen: fenSchema, overShortFen: signedFenSchema, noSaleCount: z.int() }),
  attention: z.strictObject({ openPayments: z.int(), openPaymentsFen: fenSchema, unsent: z.int(), oldestUnsentAt: instantSchema.nullable(), rejected: z.int(), rejectedFen: fenSchema, openTasks: z.int() }),
  identityChecks: z.array(z.strictObject({ way: z.string(), outcome: z.string(), count: z.int() })).max(40),
  counts: z.strictObject({ copies: z.int(), noSales: z.int(), approvals: z.int(), failedPins: z.int(), agreementsSigned: z.int(), agreementsCancelled: z.int() }),
});
export type Review = z.output<typeof reviewSchema>;

/** One row behind a figure. The amounts of all rows of a figure sum to it. */
export const reviewRowSchema = z.strictObject({
  seq: z.int(), line: z.int(), at: instantSchema, businessDate: dateSchema, kind: z.string(), staffId: staffIdSchema.nullable(), approverId: staffIdSchema.nullable(),
  method: tenderMethodSchema.nullable(), planId: z.string().nullable(), saleId: saleIdSchema.nullable(), receiptNumber: z.string().nullable(), msisdnMasked: z.string().nullable(),
  amountFen: signedFenSchema, note: z.string(),
});
export type ReviewRow = z.output<typeof reviewRowSchema>;

/** Everything that happened around a sale, in the order of the journal. */
export const storyEventSchema = z.strictObject({
  seq: z.int().nullable(), at: instantSchema, type: z.string(), staffId: staffIdSchema.nullable(), approverId: staffIdSchema.nullable(), amountFen: signedFenSchema.nullable(),
  method: tenderMethodSchema.nullable(), detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  isAcknowledged: z.boolean(),
});
export type StoryEvent = z.output<typeof storyEventSchema>;

export const trendPointSchema = z.strictObject({ businessDate: dateSchema, saleCount: z.int(), salesFen: fenSchema, netFen: signedFenSchema });

export const exportStateSchema = z.strictObject({
  exportId: z.string(), state: z.enum(['running', 'done', 'cancelled', 'failed']), rowsDone: z.int(), rowsTotal: z.int(), file: z.string(), format: z.enum(['csv', 'xlsx']),
});
export type ExportState = z.output<typeof exportStateSchema>;

export const reconciliationSchema = z.strictObject({
  ...range,
  source: z.string(),
  statementRows: z.int(),
  unreadableRows: z.int(),
  matched: z.int(),
  statementFen: signedFenSchema,
  booksFen: signedFenSchema,
  drawerFen: signedFenSchema.nullable(),
  /** Likeliest first. */
  differences: z.array(z.strictObject({
    kind: z.enum(differenceKinds), amountFen: signedFenSchema, at: instantSchema.nullable(), reference: z.string().nullable(), saleId: saleIdSchema.nullable(),
    receiptNumber: z.string().nullable(), method: tenderMethodSchema.nullable(), note: z.string(),
  })).max(2000),
});
export type Reconciliation = z.output<typeof reconciliationSchema>;

export const reviewChannels = {
  'review.read': { kind: 'query', access: 'reviewer', host: 'core', request: z.strictObject(range), reply: reviewSchema, problems: ['range-invalid'] },
  /** `key` picks one bar, slice or person of a by-figure. Oldest first, 500 at a time after `after` (seq, line). */
  'review.rows': {
    kind: 'query', access: 'reviewer', host: 'core',
    request: z.strictObject({ ...range, figure: z.enum(reviewFigures), key: z.string().max(64).optional(), after: z.strictObject({ businessDate: dateSchema, seq: z.int(), line: z.int() }).optional() }),
    reply: z.strictObject({ rows: z.array(reviewRowSchema).max(500), hasMore: z.boolean(), sumFen: signedFenSchema, count: z.int() }), problems: ['range-invalid'],
  },
  'review.story': { kind: 'query', access: 'staff', host: 'core', request: z.strictObject({ saleId: saleIdSchema }), reply: z.array(storyEventSchema).max(500), problems: ['sale-unknown'] },
  'review.trend': { kind: 'query', access: 'reviewer', host: 'core', request: z.strictObject(range), reply: z.array(trendPointSchema).max(800), problems: ['range-invalid'] },
  /** The whole store's day from the carrier; the last answer with its age when it cannot be asked. */
  'review.store': { kind: 'query', access: 'reviewer', host: 'core', request: z.strictObject({ date: dateSchema }), reply: z.strictObject({ day: storeDaySchema, isLive: z.boolean(), askedAt: instantSchema }), problems: ['gateway-unreachable', 'gateway-refused'] },
  'review.export': { kind: 'command', access: 'reviewer', host: 'core', request: z.strictObject({ ...range, format: z.enum(['csv', 'xlsx']) }), reply: exportStateSchema, problems: ['range-invalid', 'export-busy', 'export-failed'] },
  'review.export-state': { kind: 'query', access: 'reviewer', host: 'core', request: z.strictObject({ exportId: z.string().max(64) }), reply: exportStateSchema, problems: ['export-unknown'] },
  'review.export-cancel': { kind: 'command', access: 'reviewer', host: 'core', request: z.strictObject({ exportId: z.string().max(64) }), reply: exportStateSchema, problems: ['export-unknown'] },
  /** `text` is the statement file as it was exported by the wallet, UTF-8 or already decoded. */
  'review.reconcile': {
    kind: 'command', access: 'reviewer', host: 'core',
    request: z.strictObject({ ...range, wallet: z.enum(statementSources), text: z.string().max(2_000_000), countedFen: fenSchema.optional(), note: reasonSchema.optional() }),
    reply: reconciliationSchema, problems: ['range-invalid', 'statement-unreadable'],
  },
} as const satisfies ChannelMap;
