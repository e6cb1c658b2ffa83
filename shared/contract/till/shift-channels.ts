// Channels of the shift and its drawer.
import { z } from 'zod';
import { shiftClosedSchema, shiftTotalsSchema } from '../journal-entries.ts';
import {
  approvalIdSchema, dateSchema, denominationCountsSchema, fenSchema, instantSchema, moveIdSchema, reasonSchema, shiftIdSchema, signedFenSchema, staffIdSchema,
} from '../values.ts';
import type { ChannelMap } from './channel.ts';
import { printJobSchema, receiptDocumentSchema } from './sale-channels.ts';
import { openWorkSchema } from './undo-channels.ts';

/**
 * The open shift as the person at the terminal may see it: the expected cash stays hidden until the count is committed.
 * A clerk sees whose another's shift is, not its figures: those are null then, since zeros would be untrue.
 */
export const shiftViewSchema = z.strictObject({
  shiftId: shiftIdSchema,
  staffId: staffIdSchema,
  openedAt: instantSchema,
  businessDate: dateSchema,
  floatFen: fenSchema,
  saleCount: z.int().nullable(),
  salesFen: fenSchema.nullable(),
  refundsFen: fenSchema.nullable(),
  voidsFen: fenSchema.nullable(),
  paidInFen: fenSchema.nullable(),
  paidOutFen: fenSchema.nullable(),
  dropsFen: fenSchema.nullable(),
  noSaleCount: z.int().nullable(),
  /** From then on it takes no sale until it is counted and closed. */
  closesBy: instantSchema,
  isTooLong: z.boolean(),
  /** Whether the person at the terminal may take money into it. */
  isMine: z.boolean(),
});

export const zReportSchema = shiftClosedSchema.extend({ receipt: receiptDocumentSchema, closedAt: instantSchema, businessDate: dateSchema });
export type ZReport = z.output<typeof zReportSchema>;

/** The same figures as the Z would have now; changes nothing. */
export const xReportSchema = z.strictObject({ shiftId: shiftIdSchema, staffId: staffIdSchema, openedAt: instantSchema, at: instantSchema, totals: shiftTotalsSchema, receipt: receiptDocumentSchema });
export type XReport = z.output<typeof xReportSchema>;

export const shiftCountSchema = z.strictObject({
  attempt: z.int(),
  countedFen: fenSchema,
  expectedFen: signedFenSchema,
  overShortFen: signedFenSchema,
  needsReason: z.boolean(),
  needsApproval: z.boolean(),
  /** What the approval is for, bound to the shift; null: none is needed. One word covers a difference and what is carried over. */
  approval: z.strictObject({ operation: z.enum(['shift.close-difference', 'shift.close-open-work']), amountFen: fenSchema }).nullable().optional(),
  openWork: z.array(openWorkSchema).max(200),
});
export type ShiftCount = z.output<typeof shiftCountSchema>;

const counted = { countedFen: fenSchema, denominations: denominationCountsSchema.optional() };

export const shiftChannels = {
  'shift.current': { kind: 'query', access: 'staff', host: 'core', request: z.strictObject({}), reply: z.strictObject({ shift: shiftViewSchema.nullable(), lastCountFen: fenSchema.nullable(), lastZ: zReportSchema.nullable() }), problems: [] },
  'shift.open': { kind: 'command', access: 'clerk', host: 'core', request: z.strictObject({ floatFen: fenSchema, denominations: denominationCountsSchema.optional() }), reply: shiftViewSchema, problems: ['shift-already-open', 'count-differs'] },
  /**
   * Paid in, paid out or a safe drop, with its own slip. `moveId` is the caller's, made when the form opens: the same id
   * with the same content is booked once, with other content it is refused. A shift open too long takes no more in or out, but may still drop into the safe.
   */
  'cash.move': {
    kind: 'command', access: 'clerk', host: 'core',
    request: z.strictObject({ shiftId: shiftIdSchema, moveId: moveIdSchema, direction: z.enum(['in', 'out', 'drop']), amountFen: fenSchema, reason: reasonSchema, approvalId: approvalIdSchema.optional() }),
    reply: shiftViewSchema, problems: ['shift-closed', 'shift-of-other', 'shift-too-long', 'amount-unreadable', 'move-id-reused', 'drawer-short', 'approval-needed', 'approval-refused'],
  },
  /** Opens the drawer without a sale; repeated with the same id it is counted once. */
  'drawer.open': {
    kind: 'command', access: 'clerk', host: 'core', request: z.strictObject({ shiftId: shiftIdSchema, moveId: moveIdSchema, reason: reasonSchema, approvalId: approvalIdSchema.optional() }), reply: shiftViewSchema,
    problems: ['shift-closed', 'shift-of-other', 'move-id-reused', 'approval-needed', 'approval-refused'],
  },
  /** What the Z would say now. Shows the expected cash, so it is not for who has to count blind. */
  'shift.x': { kind: 'query', access: 'reviewer', host: 'core', request: z.strictObject({}), reply: xReportSchema, problems: ['shift-closed'] },
  /** Commits a blind count; only its answer shows what was expected. May be repeated: every count is kept. */
  'shift.count': { kind: 'command', access: 'clerk', host: 'core', request: z.strictObject({ shiftId: shiftIdSchema, ...counted }), reply: shiftCountSchema, problems: ['shift-closed', 'shift-of-other', 'count-differs', 'sale-still-open'] },
  /**
   * Closes over the count; one that was not committed yet is committed first, and stays where the close is refused. Only a
   * manager closes the shift of somebody else. The approval is bound to the shift and to the difference without its sign,
   * or to 0 where only what is carried over asks for one.
   */
  'shift.close': {
    kind: 'command', access: 'clerk', host: 'core', request: z.strictObject({ shiftId: shiftIdSchema, ...counted, reason: reasonSchema.optional(), approvalId: approvalIdSchema.optional() }), reply: zReportSchema,
    problems: ['shift-closed', 'shift-of-other', 'count-differs', 'sale-still-open', 'reason-needed', 'approval-needed', 'approval-refused'],
  },
  'shift.open-work': { kind: 'query', access: 'staff', host: 'core', request: z.strictObject({}), reply: z.array(openWorkSchema).max(200), problems: [] },
  /** Closed shifts of a range of business dates, newest first. */
  'shift.list': { kind: 'query', access: 'reviewer', host: 'core', request: z.strictObject({ from: dateSchema, to: dateSchema }), reply: z.array(zReportSchema.omit({ receipt: true })).max(500), problems: [] },
  /** A numbered copy of the frozen Z. A clerk has it of the own shifts only. */
  'shift.reprint': { kind: 'command', access: 'clerk', host: 'core', request: z.strictObject({ shiftId: shiftIdSchema }), reply: printJobSchema, problems: ['shift-unknown'] },
} as const satisfies ChannelMap;

export type ShiftView = z.output<typeof shiftViewSchema>;
