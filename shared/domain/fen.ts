// Money: whole fen, never a fraction, never beyond a range in which a till can be right.
import type { Brand } from './base/brand.ts';
import { invariant } from './base/invariant.ts';
import { err, ok, type Result } from './base/result.ts';

/** An amount in fen (1/100 yuan), a whole number between −1,000,000,000.00 and 1,000,000,000.00 yuan. */
export type Fen = Brand<number, 'Fen'>;

const largestFen = 100_000_000_000;

/** Makes an amount from a whole number of fen. A fraction or a number out of range is a bug and throws. */
export function fen(wholeFen: number): Fen {
  invariant(Number.isSafeInteger(wholeFen), `an amount must be a whole number of fen, not ${wholeFen}`);
  invariant(Math.abs(wholeFen) <= largestFen, `an amount of ${wholeFen} fen is out of range`);
  // Both conditions of the brand were just checked; adding 0 turns -0 into 0.
  return (wholeFen + 0) as Fen;
}

/** a + b. */
export function addFen(a: Fen, b: Fen): Fen {
  return fen(a + b);
}

/** a − b; may be negative. */
export function subtractFen(a: Fen, b: Fen): Fen {
  return fen(a - b);
}

/** The same amount going the other way. Zero stays zero: the books know no minus nothing. */
export function negativeFen(amountFen: Fen): Fen {
  return fen(0 - amountFen);
}

/** An amount taken a whole number of times. */
export function timesFen(amountFen: Fen, count: number): Fen {
  invariant(Number.isSafeInteger(count), `an amount cannot be taken ${count} times`);
  return fen(amountFen * count);
}

/** The sum of any number of amounts; of none it is 0. */
export function sumFen(amountsFen: readonly Fen[]): Fen {
  return amountsFen.reduce(addFen, fen(0));
}

/** Yuan with two decimals and thousands separators, without a currency sign: 1,234.50. */
export function formatYuan(amountFen: Fen): string {
  const digits = Math.abs(amountFen).toString().padStart(3, '0');
  const yuan = digits.slice(0, -2).replace(/\B(?=(?:\d{3})+$)/g, ',');
  return `${amountFen < 0 ? '-' : ''}${yuan}.${digits.slice(-2)}`;
}

/** Money as people read it, on the screen and on paper: ￥1,234.50, and -￥0.20 with the minus before the sign. */
export function formatMoney(amountFen: Fen): string {
  return `${amountFen < 0 ? '-' : ''}￥${formatYuan(fen(Math.abs(amountFen)))}`;
}

// A currency sign before or 元 after, thousands separators where they belong, at most two decimals. The full stops of
// Chinese input methods count as a decimal point.
const typedYuan = /^¥?(\d{1,3}(?:,\d{3})+|\d+)(?:[.。](\d{1,2}))?元?$/;

/** Reads yuan as a person types them; full-width digits are fine, a third decimal, a sign or an exponent is not. */
export function parseYuan(text: string): Result<Fen, { code: 'amount-unreadable' }> {
  const match = typedYuan.exec(text.normalize('NFKC').replace(/\s+/g, ''));
  if (match === null) return err({ code: 'amount-unreadable' });
  const [, yuan = '', decimals = ''] = match;
  const digits = `${yuan.replaceAll(',', '')}${decimals.padEnd(2, '0')}`.replace(/^0+(?=\d)/, '');
  // Twelve digits are all the range allows; longer texts must not reach Number(), which would round them.
  if (digits.length > 12 || Number(digits) > largestFen) return err({ code: 'amount-unreadable' });
  return ok(fen(Number(digits)));
}
