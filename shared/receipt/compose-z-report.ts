// The slip of a closed shift: its totals, the count, what it leaves behind, and where in the journal it lies.
import type { ShiftClosed } from '#shared/contract/journal-entries.ts';
import type { ReceiptDocument } from '#shared/contract/till/sale-channels.ts';
import type { OpenWork } from '#shared/contract/till/undo-channels.ts';
import { localDateTime } from '#shared/domain/business-date.ts';
import { fen, formatMoney, formatYuan, timesFen, type Fen } from '#shared/domain/fen.ts';
import { reasonText } from '#shared/i18n/reason-texts.ts';
import { receiptWords, type ReceiptWords } from '#shared/i18n/receipt-words.ts';
import { framed, heading, journalLine, labelled, pair, placeLines, plain, rule, type ReceiptLine, type SlipFacts } from './receipt-lines.ts';
import { acts, amount, byMethod, drawer, turnover } from './shift-sections.ts';

export interface ZReportInput extends Omit<SlipFacts, 'at'> {
  readonly z: ShiftClosed;
  /** Instant of the close; printed in the store's zone with its offset. */
  readonly closedAt: string;
  /** The second person who said yes to the close; null where none was needed. */
  readonly approverId: string | null;
  /** Float less what the close before had counted. */
  readonly betweenShiftsFen: Fen;
  /** What the Z names as carried over, with the words people know it by. */
  readonly carriedOver: readonly OpenWork[];
}

/** Composes the report of a close. It is frozen like a sale's slip: printing it again changes nothing but the copy mark. */
export function composeZReport(input: ZReportInput): ReceiptDocument {
  const { z, locale } = input;
  const words = receiptWords[locale];
  const methods = byMethod(z.totals, locale, words);
  const left = [...acts(z.totals, words), ...carried(input, words)];
  const lines = [
    heading(words.zTitle(z.zNumber), 'large'),
    ...head(input, words),
    rule,
    ...turnover(z.totals, words),
    rule,
    ...(methods.length === 0 ? [] : [...methods, rule]),
    ...drawer(z.totals, input.betweenShiftsFen, words),
    ...count(input, words),
    rule,
    ...(left.length === 0 ? [] : [...left, rule]),
    ...foot(input, words),
  ];
  return framed(lines, { locale, isTraining: input.store.isTraining });
}

function head(input: ZReportInput, words: ReceiptWords): ReceiptLine[] {
  const { z, store, closedAt, businessDate } = input;
  const { ownerId = z.staffId } = z;
  return [
    ...placeLines(input, ownerId),
    labelled(words.businessDate, businessDate),
    labelled(words.openedAt, localDateTime(z.openedAt, store.timeZone)),
    labelled(words.closedAt, localDateTime(closedAt, store.timeZone)),
    ...(ownerId === z.staffId ? [] : [labelled(words.closedBy, z.staffId)]),
    ...(z.forced === true ? [plain(words.forcedClose)] : []),
  ];
}

/** The count by denomination, the difference, and who answers for it. */
function count({ z, approverId, locale }: ZReportInput, words: ReceiptWords): ReceiptLine[] {
  const pieces = (z.denominations ?? []).filter((one) => one.pieces > 0);
  return [
    amount(words.countedCash, z.countedFen),
    ...pieces.map((one) => amount(words.pieces(formatYuan(fen(one.valueFen)), one.pieces), timesFen(fen(one.valueFen), one.pieces))),
    overShortLine(z.overShortFen, words),
    ...(z.differenceReason === undefined ? [] : [labelled(words.differenceReason, reasonText(z.differenceReason, locale))]),
    ...(approverId === null ? [] : [labelled(words.approvedBy, approverId)]),
    ...(z.countAttempts === undefined || z.countAttempts === 1 ? [] : [pair(words.countAttempts, String(z.countAttempts))]),
  ];
}

function overShortLine(overShortFen: Fen, words: ReceiptWords): ReceiptLine {
  const word = overShortFen === 0 ? words.even : (overShortFen < 0 ? words.short : words.over);
  return pair(word, formatMoney(overShortFen), true);
}

/** Each thing by name: who takes over has to find it. */
function carried({ z, carriedOver }: ZReportInput, words: ReceiptWords): ReceiptLine[] {
  if (z.carriedOver === undefined) return [];
  if (carriedOver.length === 0) return [pair(words.carriedOver, words.nothingCarried)];
  return [
    plain(words.carriedOver),
    ...carriedOver.map(({ kind, label, amountFen }) => {
      const name = kind === 'unsent' ? words.entries(label) : label;
      return pair(`  ${words.openWork[kind]} ${name}`, amountFen === null ? '' : formatYuan(amountFen));
    }),
  ];
}

function foot(input: ZReportInput, words: ReceiptWords): ReceiptLine[] {
  const { z, store } = input;
  const waiting = z.waitingCount > 0 ? [plain(words.waiting(z.waitingCount))] : [];
  return [
    plain(words.journalRange(z.firstSeq, z.lastSeq)),
    labelled(words.headHash, z.headHash.slice(0, 4)),
    amount(words.grandNet, z.grandNetFen),
    amount(words.grandAbsolute, z.grandAbsoluteFen),
    ...waiting,
    journalLine(input),
    labelled(words.hotline, store.hotline),
  ];
}
