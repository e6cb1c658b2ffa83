// Payload of each journal type. A payload once written is never reinterpreted: add optional members, never change old ones.
import { z } from 'zod';
import {
  dateSchema, documentTypeSchema, fenSchema, hashSchema, identityCheckIdSchema, instantSchema, localeSchema, monthsSchema, paymentIdSchema,
  planIdSchema, saleIdSchema, shiftIdSchema, shortTextSchema, signedFenSchema, staffIdSchema, storeIdSchema, subscriberRefSchema,
  terminalIdSchema,
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
    paymentId: paymentIdSchema, method: z.enum(['cash']), amount: fenSchema, received: fenSchema.optional(), change: fenSchema.optional(),
  })).min(1).max(20),
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
});
export type ShiftClosed = z.infer<typeof shiftClosedSchema>;

export const journalPayloads = {
  'terminal.enrolled': z.strictObject({ storeId: storeIdSchema, terminalId: terminalIdSchema, isTraining: z.boolean(), isKeySealed: z.boolean() }),
  'terminal.started': z.strictObject({ appVersion: shortTextSchema }),
  'staff.signed_in': z.strictObject({ staffId: staffIdSchema }),
  'staff.signed_out': z.strictObject({ staffId: staffIdSchema }),
  'staff.pin_failed': z.strictObject({ staffId: staffIdSchema, failures: z.int().min(1), lockedUntil: instantSchema.nullable() }),
  'shift.opened': z.strictObject({ shiftId: shiftIdSchema, staffId: staffIdSchema, floatFen: fenSchema }),
  'shift.closed': shiftClosedSchema,
  'identity.checked': z.strictObject({
    identityCheckId: identityCheckIdSchema, saleId: saleIdSchema, subscriberRef: subscriberRefSchema, staffId: staffIdSchema,
    documentType: documentTypeSchema, outcome: z.enum(['match', 'mismatch', 'expired', 'not-comparable']),
    way: z.enum(['typed', 'scanned']),
  }),
  'sale.completed': saleCompletedSchema,
  'receipt.printed': z.strictObject({
    printJobId: z.string().min(1).max(64), saleId: saleIdSchema.nullable(), shiftId: shiftIdSchema.nullable(), copyNumber: z.int().min(0),
    staffId: staffIdSchema.nullable(), outcome: z.enum(['spooled', 'saved', 'unconfirmed', 'failed']), locale: localeSchema,
  }),
  'network.lost': z.strictObject({ since: instantSchema }),
  'network.restored': z.strictObject({ lostSince: instantSchema }),
} as const;

export type JournalType = keyof typeof journalPayloads;
export type JournalPayload<T extends JournalType> = z.output<(typeof journalPayloads)[T]>;

/** One journal row as it travels and as it is hashed. `payload` is any JSON object: a reader may be older than the writer. */
export const journalEntrySchema = z.strictObject({
  terminalId: terminalIdSchema,
  seq: z.int().min(1),
  type: z.string().min(1).max(64).regex(/^[a-z]+\.[a-z_]+$/),
  at: instantSchema,
  businessDate: dateSchema,
  payload: z.record(z.string().max(64), z.json()),
  prevHash: hashSchema,
  hash: hashSchema,
});
