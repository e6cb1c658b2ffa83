// How much of what is left is taken by one tender.
import { parseYuan, formatYuan, type Fen } from '#shared/domain/fen.ts';

export type PartEntry =
  | { readonly state: 'ready'; readonly amountFen: Fen }
  | { readonly state: 'unreadable' | 'zero' }
  | { readonly state: 'too-much'; readonly mostFen: Fen };

/** The text of an amount as a field holds it. */
export function amountText(amountFen: Fen): string {
  return formatYuan(amountFen).replaceAll(',', '');
}

/** Reads a part of the amount due; an empty field stands for nothing yet. */
export function readPart(text: string, mostFen: Fen): PartEntry {
  if (text.trim() === '') return { state: 'zero' };
  const amount = parseYuan(text);
  if (!amount.ok) return { state: 'unreadable' };
  if (amount.value <= 0) return { state: 'zero' };
  return amount.value > mostFen ? { state: 'too-much', mostFen } : { state: 'ready', amountFen: amount.value };
}

/** A payment code as a wallet shows it; what a scanner or a clerk puts between the digits is no part of it. */
export function readAuthCode(text: string): string | null {
  const digits = text.normalize('NFKC').replaceAll(/[\s-]/g, '');
  return /^\d{10,32}$/.test(digits) ? digits : null;
}
