// The slip of a completed renewal, composed once when the sale is committed and kept as it is from then on.
import type { SaleCompleted } from '#shared/contract/journal-entries.ts';
import type { ConfigRecord } from '#shared/contract/records.ts';
import type { ReceiptDocument } from '#shared/contract/till/sale-channels.ts';
import { localDateTime } from '#shared/domain/business-date.ts';
import { formatMoney, formatYuan } from '#shared/domain/fen.ts';
import type { LocalisedText } from '#shared/domain/plan.ts';
import { NOT_AN_INVOICE, OFFLINE_NOTE, receiptWords, type ReceiptWords } from '#shared/i18n/receipt-words.ts';
import { tenderText } from '#shared/i18n/term-texts.ts';
import { centred, framed, heading, journalLine, labelled, pair, placeLines, plain, rule, type ReceiptLine, type SlipFacts } from './receipt-lines.ts';

export interface SaleReceiptInput extends SlipFacts {
  readonly sale: SaleCompleted;
  /** Names as they are on the day of the sale: a later change of the catalogue must not reach old paper. */
  readonly planNames: Readonly<Record<string, LocalisedText>>;
  readonly iccidLast4: string;
  readonly autoRenewal: 'off' | 'on' | 'failing';
  readonly config: ConfigRecord;
  /** Payment id → last four digits of the card that paid. */
  readonly cards: Readonly<Record<string, string>>;
}

/**
 * Composes the slip. It holds nothing but what the arguments froze, so a copy years later needs no other record. The
 * new last day is always called expected: when the slip is composed the carrier has not answered for the sale.
 */
export function composeSaleReceipt(input: SaleReceiptInput): ReceiptDocument {
  const words = receiptWords[input.locale];
  const lines = [
    heading(words.saleTitle, 'large'),
    ...head(input, words),
    rule,
    ...renewed(input, words),
    rule,
    ...money(input, words),
    rule,
    ...foot(input, words),
  ];
  return framed(lines, { locale: input.locale, isTraining: input.store.isTraining });
}

function head(input: SaleReceiptInput, words: ReceiptWords): ReceiptLine[] {
  const { sale, at, businessDate, store } = input;
  return [
    ...placeLines(input, sale.staffId),
    labelled(words.receiptNumber, sale.receiptNumber),
    labelled(words.time, localDateTime(at, store.timeZone)),
    labelled(words.businessDate, businessDate),
  ];
}

function renewed({ sale, planNames, iccidLast4, locale }: SaleReceiptInput, words: ReceiptWords): ReceiptLine[] {
  const plans = sale.lines.map((line) => {
    const name = planNames[line.planId]?.[locale] ?? line.planId;
    return pair(words.planMonths(name, line.months), formatYuan(line.amount));
  });
  return [
    labelled(words.msisdn, sale.subscriber.msisdnMasked),
    labelled(words.iccidTail, iccidLast4),
    ...plans,
    labelled(words.validUntil, sale.expiryBefore ?? words.notYetActive),
    plain(`  → ${words.expected} ${sale.expectedExpiry}`),
  ];
}

function money({ sale, cards, locale }: SaleReceiptInput, words: ReceiptWords): ReceiptLine[] {
  const rounding = sale.rounding === undefined || sale.rounding === 0 ? [] : [pair(words.rounding, formatYuan(sale.rounding))];
  const tenders = sale.tenders.flatMap((tender) => {
    const lines = [pair(tenderText(tender.method, locale), formatYuan(tender.received ?? tender.amount))];
    if (tender.change !== undefined) lines.push(pair(words.change, formatYuan(tender.change)));
    const card = cards[tender.paymentId];
    if (card !== undefined) lines.push(labelled(words.cardTail, card));
    lines.push(labelled(words.paymentNumber, shortReference(tender.paymentId)));
    if (tender.reference !== undefined) lines.push(labelled(words.reference, inGroups(tender.reference)));
    return lines;
  });
  return [pair(words.total, formatMoney(sale.total), true), ...rounding, ...tenders];
}

/** Groups of four can be read out, and are never as long as a phone number. */
function inGroups(reference: string): string {
  if (reference.length <= 10) return reference;
  return reference.match(/.{1,4}/gu)?.join(' ') ?? reference;
}

function foot(input: SaleReceiptInput, words: ReceiptWords): ReceiptLine[] {
  const { sale, store, config, autoRenewal } = input;
  const offline = sale.mode === 'offline' ? [plain(OFFLINE_NOTE), ...translated(words.offline)] : [];
  return [
    ...offline,
    plain(words.autoRenewal[autoRenewal]),
    journalLine(input),
    labelled(words.hotline, store.hotline),
    { kind: 'qr', data: `${config.invoiceUrl}${sale.invoiceToken}`, caption: words.invoiceCaption },
    centred(NOT_AN_INVOICE),
    ...translated(words.notAnInvoice),
  ];
}

function translated(text: string): ReceiptLine[] {
  return text === '' ? [] : [plain(text)];
}

/** The random end of a payment id: short enough to be read out, and never as long as a phone number. */
function shortReference(paymentId: string): string {
  return paymentId.replaceAll('-', '').slice(-8).toUpperCase();
}
