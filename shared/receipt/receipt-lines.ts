// Builders for the lines of a receipt, and the frame that every slip has.
import type { StoreRecord } from '#shared/contract/records.ts';
import type { ReceiptDocument } from '#shared/contract/till/sale-channels.ts';
import type { Locale } from '#shared/contract/values.ts';
import { receiptWords, TRAINING_MARK } from '#shared/i18n/receipt-words.ts';

export type ReceiptLine = ReceiptDocument['lines'][number];

/** What every slip of a fact is composed from: when and where it happened, and where in the journal it lies. */
export interface SlipFacts {
  /** Instant of the fact; printed in the store's zone with its offset. */
  readonly at: string;
  readonly businessDate: string;
  /** Journal row of the fact and the hash it got there. */
  readonly seq: number;
  readonly hash: string;
  readonly store: StoreRecord;
  readonly terminalId: string;
  readonly locale: Locale;
}

export const rule: ReceiptLine = { kind: 'rule' };

/** A line of running text at the left edge. */
export function plain(text: string): ReceiptLine {
  return { kind: 'text', text, align: 'left', size: 'normal', isBold: false };
}

/** A centred line of running text. */
export function centred(text: string): ReceiptLine {
  return { kind: 'text', text, align: 'center', size: 'normal', isBold: false };
}

/** A centred line that stands out. */
export function heading(text: string, size: 'normal' | 'large'): ReceiptLine {
  return { kind: 'text', text, align: 'center', size, isBold: true };
}

/** A name at the left and a figure at the right. */
export function pair(left: string, right: string, isBold = false): ReceiptLine {
  return { kind: 'pair', left, right, isBold };
}

/** A label and its value in one line; the value stands close so that narrow paper holds both. */
export function labelled(label: string, value: string): ReceiptLine {
  return plain(`${label} ${value}`);
}

/** The store, its terminal and who stands at it. */
export function placeLines({ store, terminalId, locale }: Pick<SlipFacts, 'store' | 'terminalId' | 'locale'>, staffId: string): ReceiptLine[] {
  const { terminal, clerk } = receiptWords[locale];
  return [plain(store.name[locale]), plain(`${terminal} ${terminalId} ${clerk} ${staffId}`)];
}

/** Where in the journal the fact lies; the start of the hash is enough to compare. */
export function journalLine({ seq, hash, locale }: Pick<SlipFacts, 'seq' | 'hash' | 'locale'>): ReceiptLine {
  return plain(receiptWords[locale].journalRow(seq, hash.slice(0, 4)));
}

/** Puts lines into a document; training paper is marked above and below. */
export function framed(lines: readonly ReceiptLine[], paper: { locale: Locale; isTraining: boolean }): ReceiptDocument {
  const mark = heading(TRAINING_MARK, 'normal');
  const marked = paper.isTraining ? [mark, ...lines, mark] : [...lines];
  return { locale: paper.locale, isTraining: paper.isTraining, lines: marked };
}
