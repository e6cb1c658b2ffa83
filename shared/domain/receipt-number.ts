// The number on a slip: terminal, business date and a count within the day.
import { invariant } from './base/invariant.ts';
import { err, ok, type Result } from './base/result.ts';
import { parseBusinessDate, type BusinessDate } from './business-date.ts';
import type { TerminalId } from './ids.ts';

export interface ReceiptNumber {
  readonly terminalId: TerminalId;
  readonly businessDate: BusinessDate;
  /** 1, 2, 3 … on that business date at that terminal. */
  readonly number: number;
}

/** T0007-20261124-0042: at least four digits for the count. */
export function formatReceiptNumber(receipt: ReceiptNumber): string {
  const { terminalId, businessDate, number } = receipt;
  invariant(Number.isSafeInteger(number) && number >= 1, `a receipt numbered ${number}`);
  return `${terminalId}-${businessDate.replaceAll('-', '')}-${String(number).padStart(4, '0')}`;
}

const written = /^([A-Za-z0-9._-]+)-(\d{4})(\d{2})(\d{2})-(\d{4}|[1-9]\d{4,8})$/;

/** Reads a receipt number in the one form in which it is written; refuses everything else. */
export function parseReceiptNumber(text: string): Result<ReceiptNumber, { code: 'receipt-number-invalid' }> {
  const [, terminalId, year, month, day, count] = written.exec(text.trim()) ?? [];
  const date = parseBusinessDate(`${year}-${month}-${day}`);
  const number = Number(count);
  if (!date.ok || !(number >= 1)) return err({ code: 'receipt-number-invalid' });
  // The pattern is that of terminal ids in the contract.
  return ok({ terminalId: terminalId as TerminalId, businessDate: date.value, number });
}
