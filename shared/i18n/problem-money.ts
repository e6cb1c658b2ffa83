// Whether money moved when a problem occurred: the same in every language, and never left to be guessed.
import type { ProblemCode } from '#shared/contract/problems.ts';

/** unknown: somebody must look before money is taken again. */
export type MoneyWord = 'not-moved' | 'moved' | 'unknown' | 'not-about-money';

const notMoved = 'not-moved';
const noMoney = 'not-about-money';

export const problemMoney: Readonly<Record<ProblemCode, MoneyWord>> = {
  'request-invalid': notMoved, 'sign-in-needed': notMoved, 'session-locked': notMoved, 'not-allowed': notMoved,
  'sender-not-trusted': notMoved, internal: 'unknown', 'till-restarting': 'unknown', 'till-stopped': notMoved,
  'storage-full': notMoved, 'storage-read-only': notMoved, 'storage-busy': notMoved, 'storage-failed': 'unknown', 'rescue-not-needed': noMoney, 'rescue-failed': noMoney,
  'not-enrolled': noMoney, 'already-enrolled': noMoney, 'gateway-insecure': noMoney, 'activation-refused': noMoney,
  'activation-used': noMoney, 'activation-expired': noMoney, 'activation-paused': noMoney, 'terminal-own': noMoney, 'terminal-unknown': noMoney, 'gateway-unreachable': noMoney,
  'gateway-refused': noMoney, 'staff-unknown': noMoney, 'pin-wrong': noMoney, 'staff-locked': noMoney,
  'shift-closed': notMoved, 'shift-already-open': noMoney, 'sale-still-open': notMoved,
  'lookup-unreadable': noMoney, 'msisdn-invalid': noMoney, 'msisdn-data-card': noMoney, 'iccid-invalid': noMoney,
  'subscriber-unknown': notMoved, 'card-unbound': notMoved, 'card-on-hold': notMoved, 'real-name-block': notMoved,
  'card-closing-offline': notMoved, 'card-closed': notMoved, 'card-recycled': notMoved, 'directory-too-old': notMoved,
  'document-length': notMoved, 'document-format': notMoved, 'document-check-digit': notMoved, 'document-region-unknown': notMoved,
  'document-date-invalid': notMoved, 'document-birth-future': notMoved, 'document-15-digit': notMoved, 'document-training-only': notMoved,
  'document-other-type': notMoved,
  'document-expired': notMoved, 'identity-needed': notMoved, 'identity-refused': notMoved,
  'plan-unknown': notMoved, 'plan-withdrawn': notMoved, 'months-not-offered': notMoved, 'quote-missing': notMoved, 'quote-changed': notMoved,
  'sale-unknown': 'unknown', 'sale-id-reused': 'moved', 'sale-already-completed': 'moved', 'tender-short': notMoved,
  'tender-not-available': notMoved, 'amount-unreadable': notMoved,
  'sale-has-money': 'moved', 'payment-unknown': 'unknown', 'payment-open': 'unknown', 'payment-final': 'unknown', 'payment-id-reused': 'unknown',
  'payment-code-unreadable': notMoved, 'tender-offline': notMoved, 'tender-too-much': notMoved, 'balance-short': notMoved, 'offline-limit': notMoved,
  'void-too-late': 'moved', 'void-not-possible': 'moved', 'already-voided': 'moved', 'refund-unknown': 'unknown', 'refund-id-reused': 'unknown',
  'refund-exceeds': notMoved, 'refund-nothing-left': notMoved, 'refund-offline': notMoved, 'refund-too-early': notMoved, 'task-unknown': noMoney,
  'approval-needed': notMoved, 'approval-refused': notMoved, 'approval-own': noMoney, 'approval-not-allowed': noMoney, 'approval-code-wrong': noMoney,
  'approval-code-expired': noMoney, 'approval-code-unavailable': noMoney,
  'shift-of-other': notMoved, 'shift-too-long': notMoved, 'shift-unknown': noMoney, 'drawer-short': notMoved, 'move-id-reused': 'moved', 'count-differs': noMoney, 'reason-needed': noMoney,
  'range-invalid': noMoney, 'export-busy': noMoney, 'export-unknown': noMoney, 'export-failed': noMoney, 'statement-unreadable': noMoney,
  'print-job-unknown': noMoney, 'printer-missing': noMoney, 'printer-stopped': noMoney, 'print-failed': noMoney, 'print-timeout': noMoney,
  'clock-wrong': noMoney,
};
