// Samples of every problem, with parameters as hostile as they come: program messages, paths, odd printer names.
import type { Problem, ProblemCode, ProblemOf } from '#shared/contract/problems.ts';
import { parseBusinessDate, type BusinessDate } from '#shared/domain/business-date.ts';
import { approvedOperations } from '#shared/domain/approval.ts';
import { fen } from '#shared/domain/fen.ts';
import { staffIdSchema } from '#shared/contract/values.ts';

const message = "TypeError: Cannot read properties of undefined at Object.<anonymous> (/opt/till/out/main.cjs:3:14)";

function dateOf(text: string): BusinessDate {
  const date = parseBusinessDate(text);
  if (!date.ok) throw new Error(`not a date: ${text}`);
  return date.value;
}

const withoutParameters = [
  'sign-in-needed', 'session-locked', 'not-allowed', 'sender-not-trusted', 'till-restarting', 'storage-full', 'storage-read-only', 'storage-busy', 'rescue-not-needed',
  'not-enrolled', 'already-enrolled', 'gateway-insecure', 'activation-refused', 'activation-used', 'activation-expired', 'terminal-own', 'terminal-unknown', 'gateway-unreachable', 'staff-unknown', 'shift-closed', 'shift-already-open',
  'sale-still-open', 'lookup-unreadable', 'msisdn-invalid', 'msisdn-data-card', 'iccid-invalid', 'card-unbound', 'card-on-hold',
  'real-name-block', 'card-closing-offline', 'card-closed', 'card-recycled', 'directory-too-old', 'document-length', 'document-format',
  'document-check-digit', 'document-region-unknown', 'document-date-invalid', 'document-birth-future', 'document-15-digit',
  'document-training-only', 'identity-needed', 'plan-unknown', 'plan-withdrawn', 'months-not-offered', 'quote-missing', 'quote-changed',
  'sale-unknown', 'sale-id-reused', 'sale-already-completed', 'tender-not-available', 'amount-unreadable', 'print-job-unknown', 'print-timeout',
  'sale-has-money', 'payment-unknown', 'payment-open', 'payment-final', 'payment-id-reused', 'payment-code-unreadable', 'tender-offline', 'void-too-late',
  'void-not-possible', 'already-voided', 'refund-unknown', 'refund-id-reused', 'refund-nothing-left', 'refund-offline', 'refund-too-early', 'task-unknown',
  'approval-refused', 'approval-own', 'approval-not-allowed', 'approval-code-expired', 'approval-code-unavailable', 'shift-too-long', 'shift-unknown', 'move-id-reused',
  'count-differs', 'reason-needed', 'range-invalid', 'export-busy', 'export-unknown', 'statement-unreadable',
] as const satisfies readonly ProblemCode[];
type PlainCode = (typeof withoutParameters)[number];

const withParameters: { readonly [C in Exclude<ProblemCode, PlainCode>]: ReadonlyArray<ProblemOf<C>> } = {
  'request-invalid': [{ code: 'request-invalid', path: 'tenders.0.receivedFen' }],
  internal: [{ code: 'internal', reference: '7F3A-91C2' }],
  'till-stopped': (['database-newer', 'database-corrupt', 'database-unreadable', 'disk-full', 'disk-read-only', 'journal-broken', 'journal-fork', 'terminal-revoked', 'data-in-use'] as const)
    .map((reason) => ({ code: 'till-stopped', reason })),
  'rescue-failed': (['disk-full', 'not-writable', 'nothing-readable', 'failed'] as const).map((reason) => ({ code: 'rescue-failed', reason })),
  'storage-failed': [{ code: 'storage-failed', detail: message }],
  'gateway-refused': ['overloaded', 'terminal-unknown', 'terminal-revoked', 'signature-invalid', 'replayed', 'request-invalid', 'unknown', message]
    .map((reason) => ({ code: 'gateway-refused', reason })),
  'activation-paused': [0, 1, 59, 600].map((waitSeconds) => ({ code: 'activation-paused', waitSeconds })),
  'pin-wrong': [4, 1, 0].map((triesLeft) => ({ code: 'pin-wrong', triesLeft })),
  'staff-locked': [{ code: 'staff-locked', until: '2026-11-24T02:35:00.000Z' }],
  'subscriber-unknown': [{ code: 'subscriber-unknown', isOnline: true }, { code: 'subscriber-unknown', isOnline: false }],
  'document-other-type': [{ code: 'document-other-type', actualType: 'PASSPORT' }],
  'document-expired': [{ code: 'document-expired', expiredOn: dateOf('2026-11-23') }],
  'identity-refused': [{ code: 'identity-refused', outcome: 'mismatch' }, { code: 'identity-refused', outcome: 'expired' }],
  'tender-short': [{ code: 'tender-short', missingFen: fen(123450) }],
  'tender-too-much': [{ code: 'tender-too-much', leftFen: fen(3000) }],
  'balance-short': [{ code: 'balance-short', balanceFen: fen(1240) }],
  'offline-limit': [{ code: 'offline-limit', leftFen: fen(0) }, { code: 'offline-limit', leftFen: fen(12_000) }],
  'refund-exceeds': [{ code: 'refund-exceeds', leftFen: fen(4000) }],
  'approval-needed': approvedOperations.map((operation) => ({ code: 'approval-needed', operation })),
  'approval-code-wrong': [4, 0].map((triesLeft) => ({ code: 'approval-code-wrong', triesLeft })),
  'shift-of-other': [{ code: 'shift-of-other', ownerId: staffIdSchema.parse('c02') }],
  'drawer-short': [{ code: 'drawer-short', heldFen: fen(-500) }, { code: 'drawer-short', heldFen: fen(50_000) }],
  'export-failed': (['disk-full', 'not-writable'] as const).map((reason) => ({ code: 'export-failed', reason })),
  'printer-missing': [{ code: 'printer-missing', printer: '' }, { code: 'printer-missing', printer: 'XP-80' }],
  'printer-stopped': ['media-empty-error', 'cover-open', 'paused', message].map((reason) => ({ code: 'printer-stopped', printer: 'XP-80', reason })),
  'print-failed': [{ code: 'print-failed', detail: message }],
  'clock-wrong': [{ code: 'clock-wrong', skewSeconds: -7200 }, { code: 'clock-wrong', skewSeconds: 3 }],
};

/** At least one sample of every problem there is. */
export const sampleProblems: readonly Problem[] = [...withoutParameters.map(plainProblem), ...Object.values(withParameters).flat()];

// The compiler compares a union member by member up to 25 of them only; each of these codes is a whole problem.
function plainProblem(code: PlainCode): Problem {
  return { code } as Problem;
}
