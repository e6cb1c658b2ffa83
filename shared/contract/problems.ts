// Every problem a call may answer with: a closed set of codes and the parameters each carries. Texts live in shared/i18n.
import { z } from 'zod';
import { approvedOperationSchema, dateSchema, documentTypeSchema, fenSchema, instantSchema, signedFenSchema, staffIdSchema } from './values.ts';

const plain = z.strictObject({});

/** Code → parameters. A code is stable for ever; its words may change. */
export const problemParameters = {
  // any call
  'request-invalid': z.strictObject({ path: z.string() }),
  'sign-in-needed': plain,
  'session-locked': plain,
  'not-allowed': plain,
  'sender-not-trusted': plain,
  'internal': z.strictObject({ reference: z.string() }),
  'till-restarting': plain,
  'till-stopped': z.strictObject({ reason: z.enum(['database-newer', 'database-corrupt', 'database-unreadable', 'disk-full', 'disk-read-only', 'journal-broken', 'journal-fork', 'terminal-revoked', 'data-in-use', 'keys-missing', 'books-missing']) }),
  'storage-full': plain,
  'storage-read-only': plain,
  'storage-busy': plain,
  'storage-failed': z.strictObject({ detail: z.string() }),
  /** The till sells; there is nothing to save from. */
  'rescue-not-needed': plain,
  'rescue-failed': z.strictObject({ reason: z.enum(['disk-full', 'not-writable', 'nothing-readable', 'failed']) }),
  // enrolment
  'not-enrolled': plain,
  'already-enrolled': plain,
  'gateway-insecure': plain,
  'activation-refused': plain,
  'activation-used': plain,
  'activation-expired': plain,
  'activation-paused': z.strictObject({ waitSeconds: z.int().min(0) }),
  'terminal-own': plain,
  'terminal-unknown': plain,
  'gateway-unreachable': plain,
  'gateway-refused': z.strictObject({ reason: z.string() }),
  // sign-in
  'staff-unknown': plain,
  'pin-wrong': z.strictObject({ triesLeft: z.int() }),
  'staff-locked': z.strictObject({ until: instantSchema }),
  // shift
  'shift-closed': plain,
  'shift-already-open': plain,
  'sale-still-open': plain,
  // look-up
  'lookup-unreadable': plain,
  'msisdn-invalid': plain,
  'msisdn-data-card': plain,
  'iccid-invalid': plain,
  'subscriber-unknown': z.strictObject({ isOnline: z.boolean() }),
  // what may be done with the card
  'card-unbound': plain,
  'card-on-hold': plain,
  'real-name-block': plain,
  'card-closing-offline': plain,
  'card-closed': plain,
  'card-recycled': plain,
  'directory-too-old': plain,
  // identity
  'document-length': plain,
  'document-format': plain,
  'document-check-digit': plain,
  'document-region-unknown': plain,
  'document-date-invalid': plain,
  'document-birth-future': plain,
  'document-15-digit': plain,
  'document-training-only': plain,
  'document-other-type': z.strictObject({ actualType: documentTypeSchema }),
  'document-expired': z.strictObject({ expiredOn: dateSchema }),
  'identity-needed': plain,
  'identity-refused': z.strictObject({ outcome: z.enum(['mismatch', 'expired']) }),
  // plan and quote
  'plan-unknown': plain,
  'plan-withdrawn': plain,
  'months-not-offered': plain,
  'quote-missing': plain,
  'quote-changed': plain,
  // sale
  'sale-unknown': plain,
  'sale-id-reused': plain,
  'sale-already-completed': plain,
  'tender-short': z.strictObject({ missingFen: fenSchema }),
  'tender-not-available': plain,
  'amount-unreadable': plain,
  'sale-has-money': plain,
  // electronic tenders
  'payment-unknown': plain,
  'payment-open': plain,
  'payment-final': plain,
  'payment-id-reused': plain,
  'payment-code-unreadable': plain,
  'tender-offline': plain,
  'tender-too-much': z.strictObject({ leftFen: fenSchema }),
  'balance-short': z.strictObject({ balanceFen: fenSchema }),
  'offline-limit': z.strictObject({ leftFen: fenSchema }),
  // undoing
  'void-too-late': plain,
  'void-not-possible': plain,
  'already-voided': plain,
  'refund-unknown': plain,
  'refund-id-reused': plain,
  'refund-exceeds': z.strictObject({ leftFen: fenSchema }),
  'refund-nothing-left': plain,
  'refund-offline': plain,
  'refund-too-early': plain,
  'task-unknown': plain,
  // a second person
  'approval-needed': z.strictObject({ operation: approvedOperationSchema }),
  'approval-refused': plain,
  'approval-own': plain,
  'approval-not-allowed': plain,
  'approval-code-wrong': z.strictObject({ triesLeft: z.int() }),
  'approval-code-expired': plain,
  'approval-code-unavailable': plain,
  // drawer and shift
  'shift-of-other': z.strictObject({ ownerId: staffIdSchema }),
  'shift-too-long': plain,
  'shift-unknown': plain,
  'move-id-reused': plain,
  'drawer-short': z.strictObject({ heldFen: signedFenSchema }),
  'count-differs': plain,
  'reason-needed': plain,
  // the manager's day
  'range-invalid': plain,
  'export-busy': plain,
  'export-unknown': plain,
  'export-failed': z.strictObject({ reason: z.enum(['disk-full', 'not-writable']) }),
  'statement-unreadable': plain,
  // printing
  'print-job-unknown': plain,
  'printer-missing': z.strictObject({ printer: z.string() }),
  'printer-stopped': z.strictObject({ printer: z.string(), reason: z.string() }),
  'print-failed': z.strictObject({ detail: z.string() }),
  'print-timeout': plain,
  // settings
  'clock-wrong': z.strictObject({ skewSeconds: z.int() }),
} as const;

export type ProblemCode = keyof typeof problemParameters;

// An empty strict object is inferred as a record of `never`, which no value with a code would fit: only named members count.
type ParametersOf<C extends ProblemCode, Out = z.output<(typeof problemParameters)[C]>> = {
  readonly [P in keyof Out as string extends P ? never : P]: Out[P];
};

/** A problem with its parameters, e.g. `{ code: 'tender-short', missingFen: 1000 }`. */
export type ProblemOf<C extends ProblemCode> = { [K in C]: { readonly code: K } & ParametersOf<K> }[C];
export type Problem = ProblemOf<ProblemCode>;

/** Problems that any channel may answer with, so they are not repeated in the map. */
export const commonProblems = [
  'request-invalid', 'sign-in-needed', 'session-locked', 'not-allowed', 'sender-not-trusted', 'internal', 'till-restarting', 'till-stopped',
  'storage-full', 'storage-read-only', 'storage-busy', 'storage-failed', 'not-enrolled',
] as const satisfies readonly ProblemCode[];
export type CommonProblem = ProblemOf<(typeof commonProblems)[number]>;
