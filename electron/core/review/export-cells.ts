// Cells of an export: what kind of value each is, so that no spreadsheet has to guess.
import { fen, formatYuan } from '#shared/domain/fen.ts';

/** id: digits that are a name, not a number (card, phone, receipt). text: words of people. day: a date or a local time of ours. */
export type Cell =
  | { readonly kind: 'id' | 'text' | 'day'; readonly text: string }
  | { readonly kind: 'yuan'; readonly fen: number }
  | { readonly kind: 'whole'; readonly value: number }
  | { readonly kind: 'none' };

export const none: Cell = { kind: 'none' };
export const idCell = (text: string | null): Cell => (text === null || text === '' ? none : { kind: 'id', text });
export const textCell = (text: string | null): Cell => (text === null || text === '' ? none : { kind: 'text', text });
export const dayCell = (text: string | null): Cell => (text === null || text === '' ? none : { kind: 'day', text });
export const yuanCell = (amountFen: number | null): Cell => (amountFen === null ? none : { kind: 'yuan', fen: amountFen });
export const wholeCell = (value: number | null): Cell => (value === null ? none : { kind: 'whole', value });

/** 1234.50: decimal digits put together from the whole fen, so that no fraction is ever computed. */
export function yuanDigits(amountFen: number): string {
  return formatYuan(fen(amountFen)).replaceAll(',', '');
}

const FORMULA_START = /^[=+\-@\t\r\n|%＝＋－＠]/u;
// What a spreadsheet takes for a number, a date or a time when nobody tells it otherwise.
const LOOKS_LIKE_NUMBER = /^[\d\s.,:/eE+-]+$/;

/**
 * A text as a CSV file must carry it. What begins like a formula gets an apostrophe before it; what is made of digits
 * gets a tab, which Excel and WPS keep as text and show as nothing. `="…"` would be a formula and is not used.
 */
export function guardedText(cell: Extract<Cell, { readonly text: string }>): string {
  const { text, kind } = cell;
  if (kind === 'day') return text;
  if (FORMULA_START.test(text)) return `'${text}`;
  return LOOKS_LIKE_NUMBER.test(text) || (kind === 'id' && /^[\dA-F]+$/.test(text)) ? `\t${text}` : text;
}
