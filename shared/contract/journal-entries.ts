// Payload of each journal type. A payload once written is never reinterpreted: add optional members, never change old ones.
import { z } from 'zod';
import { openWorkKinds } from '../domain/open-work.ts';
import {
  approvalIdSchema, approvedOperationSchema, cardLast4Schema, dateSchema, denominationCountsSchema, documentTypeSchema, electronicMethodSchema, fenSchema, hashSchema, identityCheckIdSchema, instantSchema, localeSchema, monthsSchema, paymentIdSchema,
  planIdSchema, saleIdSchema, refundIdSchema, reasonSchema, shiftIdSchema, shortTextSchema, signedFenSchema, staffIdSchema, storeIdSchema, subscriberRefSchema,
  tenderMethodSchema, tenderWaySchema, terminalIdSchema,
} from './values.ts';

const receiptNumber = z.string().min(1).max(64);

export const saleCompletedSchema = z.strictObject({
  saleId: saleIdSchema,
  receiptNumber,
  shiftId: shiftIdSchema,
  /** Who took the money; who began the sale may be somebody else. */
  staffId: staffIdSchema,
  begunByStaffId: staffIdSchema,
  subscriber: z.strictObject({ ref: subscriberRefSchema, msisdnMasked: shortTextSchema }),
  lines: z.array(z.strictObject({
    planId: planIdSchema, planVersion: z.int().min(1), months: monthsSchema, amount: fenSchema,
  })).min(1).max(20),
  total: fenSchema,
  tenders: z.array(z.strictObject({
    paymentId: paymentIdSchema, method: tenderMethodSchema, amount: fenSchema, received: fenSchema.optional(), change: fenSchema.optional(),
    way: tenderWaySchema.optional(),
    /** The provider's order number, or the approval code of a card machine. */
    reference: shortTextSchema.optional(),
  })).min(1).max(20),
  /** Sum of the tenders less the total: the cash part rounded by store policy. Left out: 0. */
  rounding: signedFenSchema.optional(),
  identityCheckId: identityCheckIdSchema.nullable(),
  mode: z.enum(['online', 'offline']),
  expiryBefore: dateSchema.nullable(),
  /** Last day with service, as the terminal expects it. */
  expectedExpiry: dateSchema,
  quotedOn: dateSchema,
  /** Opaque; leads to the carrier's invoice page. */
  invoiceToken: z.string().regex(/^[\w-]{16,64}$/),
});
export type SaleCompleted = z.infer<typeof saleCompletedSchema>;

/** What goes back on each of a sale's tenders; the same in the journal and to the gateway. */
export const moneyLines = z.array(z.strictObject({ paymentId: paymentIdSchema, method: tenderMethodSchema, amount: fenSchema })).min(1).max(20);

/** A sale taken back before it left the terminal: the carrier never applies it. */
export const saleVoidedSchema = z.strictObject({
  saleId: saleIdSchema, receiptNumber, shiftId: shiftIdSchema, staffId: staffIdSchema, approvalId: approvalIdSchema.nullable(), reason: reasonSchema,
  total: fenSchema, tenders: moneyLines,
});
export type SaleVoided = z.infer<typeof saleVoidedSchema>;

export const refundStartedSchema = z.strictObject({
  refundId: refundIdSchema, saleId: saleIdSchema, shiftId: shiftIdSchema, staffId: staffIdSchema, approvalId: approvalIdSchema.nullable(),
  reason: reasonSchema, amount: fenSchema, lines: moneyLines, mode: z.enum(['online', 'offline']),
});

export const refundCompletedSchema = refundStartedSchema.extend({
  /** What the carrier does with the card's validity; undecided: it was not asked (offline). */
  validity: z.enum(['moved-back', 'stays', 'undecided']),
});
export type RefundCompleted = z.infer<typeof refundCompletedSchema>;

/** Totals of a shift; X shows the same figures before the close. */
export const shiftTotalsSchema = z.strictObject({
  saleCount: z.int().min(0),
  salesFen: fenSchema,
  refundsFen: fenSchema,
  cashSalesFen: fenSchema,
  cashRefundsFen: fenSchema,
  paidInFen: fenSchema,
  paidOutFen: fenSchema,
  dropsFen: fenSchema,
  floatFen: fenSchema,
  expectedFen: signedFenSchema,
  /** Since journal version 2. */
  voidCount: z.int().min(0).optional(),
  voidsFen: fenSchema.optional(),
  refundCount: z.int().min(0).optional(),
  roundingFen: signedFenSchema.optional(),
  /** Taken less given back, per way to pay; sums to sales less refunds and voids, plus rounding. */
  byMethod: z.array(z.strictObject({ method: tenderMethodSchema, count: z.int().min(0), takenFen: fenSchema, returnedFen: fenSchema })).max(20).optional(),
  noSaleCount: z.int().min(0).optional(),
  copyCount: z.int().min(0).optional(),
});
export type ShiftTotals = z.infer<typeof shiftTotalsSchema>;

export const shiftClosedSchema = z.strictObject({
  shiftId: shiftIdSchema,
  staffId: staffIdSchema,
  zNumber: z.int().min(1),
  openedAt: instantSchema,
  countedFen: fenSchema,
  overShortFen: signedFenSchema,
  totals: shiftTotalsSchema,
  /** First and last journal row of the shift before this one, and the head they lead to. */
  firstSeq: z.int().min(1),
  lastSeq: z.int().min(1),
  headHash: hashSchema,
  grandNetFen: signedFenSchema,
  grandAbsoluteFen: fenSchema,
  /** Entries the carrier had not confirmed when the shift closed. */
  waitingCount: z.int().min(0),
  /** Since journal version 2: how the drawer was counted, and what the shift leaves behind. */
  denominations: denominationCountsSchema.optional(),
  countAttempts: z.int().min(1).optional(),
  differenceReason: reasonSchema.optional(),
  approvalId: approvalIdSchema.nullable().optional(),
  carriedOver: z.array(z.strictObject({
    kind: z.enum(openWorkKinds), id: z.string().max(64), amount: fenSchema.nullable(),
  })).max(200).optional(),
  forced: z.boolean().optional(),
  /** Whose shift it was; `staffId` is who closed it. */
  ownerId: staffIdSchema.optional(),
});
export type ShiftClosed = z.infer<typeof shiftClosedSchema>;

export const journalPayloads = {
  'terminal.enrolled': z.strictObject({ storeId: storeIdSchema, terminalId: terminalIdSchema, isTraining: z.boolean(), isKeySealed: z.boolean() }),
  'terminal.started': z.strictObject({ appVersion: shortTextSchema }),
  /** Shut out or let in by the carrier or a manager: which terminal, and who said so here. */
  'terminal.shut_out': z.strictObject({ terminalId: terminalIdSchema, staffId: staffIdSchema }),
  'terminal.readmitted': z.strictObject({}),
  /** exposed: others could read the file of the key before. */
  'terminal.key_changed': z.strictObject({ reason: z.enum(['age', 'exposed']), isKeySealed: z.boolean() }),
  'staff.signed_in': z.strictObject({ staffId: staffIdSchema }),
  'staff.signed_out': z.strictObject({ staffId: staffIdSchema }),
  'staff.pin_failed': z.strictObject({ staffId: staffIdSchema, failures: z.int().min(1), lockedUntil: instantSchema.nullable() }),
  'shift.opened': z.strictObject({
    shiftId: shiftIdSchema, staffId: staffIdSchema, floatFen: fenSchema, denominations: denominationCountsSchema.optional(),
    /** What the drawer held at the last close; the difference was taken out or put in between. */
    lastCountFen: fenSchema.nullable().optional(),
  }),
  'shift.counted': z.strictObject({
    shiftId: shiftIdSchema, staffId: staffIdSchema, attempt: z.int().min(1), countedFen: fenSchema, expectedFen: signedFenSchema,
    overShortFen: signedFenSchema, denominations: denominationCountsSchema.optional(),
  }),
  'cash.moved': z.strictObject({
    shiftId: shiftIdSchema, staffId: staffIdSchema, approvalId: approvalIdSchema.nullable(), direction: z.enum(['in', 'out', 'drop']),
    amount: fenSchema, reason: reasonSchema,
  }),
  'drawer.opened': z.strictObject({ shiftId: shiftIdSchema, staffId: staffIdSchema, approvalId: approvalIdSchema.nullable(), reason: reasonSchema }),
  'shift.closed': shiftClosedSchema,
  'identity.checked': z.strictObject({
    identityCheckId: identityCheckIdSchema, saleId: saleIdSchema, subscriberRef: subscriberRefSchema, staffId: staffIdSchema,
    documentType: documentTypeSchema, outcome: z.enum(['match', 'mismatch', 'expired', 'not-comparable']),
    way: z.enum(['typed', 'scanned']),
  }),
  'sale.completed': saleCompletedSchema,
  'sale.voided': saleVoidedSchema,
  'payment.started': z.strictObject({
    paymentId: paymentIdSchema, saleId: saleIdSchema, shiftId: shiftIdSchema, staffId: staffIdSchema, subscriberRef: subscriberRefSchema,
    method: electronicMethodSchema, way: tenderWaySchema, amount: fenSchema,
  }),
  'payment.settled': z.strictObject({
    paymentId: paymentIdSchema, saleId: saleIdSchema, reference: shortTextSchema.nullable(), approvalCode: shortTextSchema.nullable(),
    cardLast4: cardLast4Schema.nullable(),
    /** Who typed it in (stand-alone machine), or called it paid against the provider's silence. */
    staffId: staffIdSchema.nullable(), approvalId: approvalIdSchema.nullable(), isForced: z.boolean(),
  }),
  'payment.failed': z.strictObject({ paymentId: paymentIdSchema, saleId: saleIdSchema, reason: shortTextSchema }),
  'payment.unknown': z.strictObject({ paymentId: paymentIdSchema, saleId: saleIdSchema, reason: shortTextSchema }),
  'payment.reversing': z.strictObject({ paymentId: paymentIdSchema, saleId: saleIdSchema, staffId: staffIdSchema.nullable(), reason: shortTextSchema }),
  'payment.reversed': z.strictObject({ paymentId: paymentIdSchema, saleId: saleIdSchema }),
  'refund.started': refundStartedSchema,
  'refund.completed': refundCompletedSchema,
  'refund.failed': z.strictObject({ refundId: refundIdSchema, saleId: saleIdSchema, reason: shortTextSchema }),
  'approval.granted': z.strictObject({
    approvalId: approvalIdSchema, operation: approvedOperationSchema, amount: fenSchema, subject: shortTextSchema, approverId: staffIdSchema,
    askedBy: staffIdSchema, way: z.enum(['pin', 'code']),
  }),
  'approval.refused': z.strictObject({
    operation: approvedOperationSchema, amount: fenSchema, subject: shortTextSchema, approverId: staffIdSchema.nullable(), askedBy: staffIdSchema,
    way: z.enum(['pin', 'code']), reason: shortTextSchema,
  }),
  'task.assigned': z.strictObject({ saleId: saleIdSchema, ownerId: staffIdSchema, staffId: staffIdSchema }),
  'task.closed': z.strictObject({ saleId: saleIdSchema, staffId: staffIdSchema, approvalId: approvalIdSchema.nullable(), reason: reasonSchema }),
  'export.made': z.strictObject({ from: dateSchema, to: dateSchema, format: z.enum(['csv', 'xlsx', 'pdf']), rows: z.int().min(0), staffId: staffIdSchema }),
  'statement.compared': z.strictObject({
    source: shortTextSchema, from: dateSchema, to: dateSchema, rows: z.int().min(0), matched: z.int().min(0), differences: z.int().min(0), staffId: staffIdSchema,
  }),
  'receipt.printed': z.strictObject({
    printJobId: z.string().min(1).max(64), saleId: saleIdSchema.nullable(), shiftId: shiftIdSchema.nullable(), copyNumber: z.int().min(0),
    staffId: staffIdSchema.nullable(), outcome: z.enum(['spooled', 'saved', 'unconfirmed', 'failed']), locale: localeSchema,
  }),
  /** Since journal version 3. `seq` and `head` are those of the copy, which was verified. */
  'backup.made': z.strictObject({
    name: shortTextSchema, seq: z.int().min(0), head: hashSchema, bytes: z.int().min(0), reason: z.enum(['daily', 'asked', 'before-upgrade']),
  }),
  /** Since journal version 3: the journal goes on from row `seq` of a backup. What stood in its place lies in `setAside`. */
  'backup.restored': z.strictObject({ name: shortTextSchema, seq: z.int().min(0), head: hashSchema, setAside: shortTextSchema }),
  /** Since journal version 3: rows of the journal left the terminal by the support tool. */
  'journal.exported': z.strictObject({ from: dateSchema, to: dateSchema, format: z.enum(['csv', 'jsonl']), rows: z.int().min(0) }),
  'network.lost': z.strictObject({ since: instantSchema }),
  'network.restored': z.strictObject({ lostSince: instantSchema }),
  /** Since journal version 4: the computer's clock was set, forwards positive, and now says `machineAt`. The time of the entries goes on as it was. */
  'clock.jumped': z.strictObject({ bySeconds: z.int(), machineAt: instantSchema, wasOpen: z.boolean() }),
  /** Since journal version 4: the carrier's time differs from the one entries carried, forwards positive. `shift`: the open one, which moved along. */
  'clock.corrected': z.strictObject({
    bySeconds: z.int(), machineAt: instantSchema, shift: z.strictObject({ shiftId: shiftIdSchema, from: dateSchema, to: dateSchema }).nullable(),
  }),
} as const;

export type JournalType = keyof typeof journalPayloads;
export type JournalPayload<T extends JournalType> = z.output<(typeof journalPayloads)[T]>;

const entry = <V extends z.ZodType>(value: V) => z.strictObject({
  terminalId: terminalIdSchema,
  seq: z.int().min(1),
  type: z.string().min(1).max(64).regex(/^[a-z]+\.[a-z_]+$/),
  at: instantSchema,
  businessDate: dateSchema,
  payload: z.record(z.string().max(64), value),
  prevHash: hashSchema,
  hash: hashSchema,
});

/** One journal row as it travels and as it is hashed. `payload` is any JSON object: a reader may be older than the writer. */
export const journalEntrySchema = entry(z.json());

/**
 * The same for what was just read from a JSON text: whatever such a text holds at any depth is JSON, and looking at all
 * of it again takes longer than its hash.
 */
export const parsedJournalEntrySchema = entry(z.custom<z.output<ReturnType<typeof z.json>>>());
