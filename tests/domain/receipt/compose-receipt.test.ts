// What a slip says and what it must never say.
import fc from 'fast-check';
import { paymentIdSchema } from '#shared/contract/values.ts';
import { describe, expect, it } from 'vitest';
import { receiptDocumentSchema, type ReceiptDocument } from '#shared/contract/till/sale-channels.ts';
import { fen } from '#shared/domain/fen.ts';
import { maskMsisdn, parseMsisdn } from '#shared/domain/msisdn.ts';
import { columnsOf } from '#shared/domain/text-columns.ts';
import { NOT_AN_INVOICE, OFFLINE_NOTE, TRAINING_MARK } from '#shared/i18n/receipt-words.ts';
import { composeSaleReceipt } from '#shared/receipt/compose-sale-receipt.ts';
import { composeZReport } from '#shared/receipt/compose-z-report.ts';
import { withCopyMark } from '#shared/receipt/copy-mark.ts';
import { receiptText } from '#shared/receipt/receipt-text.ts';
import { closedShift, inTraining, offlineSale, onlineSale } from './receipt-facts.ts';

const locales = ['zh-CN', 'en'] as const;

function textsOf(document: ReceiptDocument): string[] {
  return document.lines.flatMap((line) => {
    if (line.kind === 'text') return [line.text];
    if (line.kind === 'pair') return [line.left, line.right];
    return line.kind === 'qr' ? [line.data, line.caption] : [];
  });
}

describe('receipt/compose-sale-receipt', () => {
  it.each(locales)('[P1] makes a document that the contract accepts (%s)', (locale) => {
    const document = composeSaleReceipt({ ...onlineSale, locale });
    expect(receiptDocumentSchema.parse(document)).toEqual(document);
  });

  it.each(locales)('[P1] names every fact of the sale (%s)', (locale) => {
    const text = textsOf(composeSaleReceipt({ ...onlineSale, locale })).join('\n');
    const facts = [
      onlineSale.store.name[locale], 'T-0007', 'c01', 'T0007-20261124-0042', '2026-11-24 10:32:07 +08:00', '165****0002', '0028',
      onlineSale.planNames['plus-60']![locale], '2026-11-14', '2027-02-23', '￥180.00', '200.00', '20.00', '#118', '9f3a', '400-000-0000',
      'https://invoice.example/t/tok_AbCdEfGhIjKlMn',
    ];
    expect(facts.filter((fact) => !text.includes(fact))).toEqual([]);
  });

  it.each(locales)('[P2] says that a slip is no invoice in the fixed Chinese words (%s)', (locale) => {
    expect(textsOf(composeSaleReceipt({ ...onlineSale, locale }))).toContain(NOT_AN_INVOICE);
  });

  it.each(locales)('[P3] says on offline sales, and only there, that the carrier decides (%s)', (locale) => {
    const hasNote = (input: typeof onlineSale): boolean => textsOf(composeSaleReceipt({ ...input, locale })).includes(OFFLINE_NOTE);
    expect([hasNote(offlineSale), hasNote(onlineSale)]).toEqual([true, false]);
  });

  it.each([['zh-CN', '预计 2027-02-23'], ['en', 'expected 2027-02-23']] as const)('[P3] calls the new last day expected, since nobody confirmed it yet (%s)', (locale, words) => {
    const said = [onlineSale, offlineSale].map((input) => textsOf(composeSaleReceipt({ ...input, locale })).some((text) => text.includes(words)));
    expect(said).toEqual([true, true]);
  });

  it('[P1] says so when the card had no service before', () => {
    const sale = { ...onlineSale.sale, expiryBefore: null };
    expect(textsOf(composeSaleReceipt({ ...onlineSale, sale }))).toContain('有效期至 尚未启用');
  });

  it('[P1] names a plan by its id when no name came along', () => {
    expect(textsOf(composeSaleReceipt({ ...onlineSale, planNames: {} }))).toContain('plus-60 × 3 个月');
  });

  it.each([['off', '未开通'], ['on', '免费关闭'], ['failing', '扣款未成功']] as const)('[P1] tells the state of auto-renewal and how to leave it (%s)', (autoRenewal, words) => {
    const text = textsOf(composeSaleReceipt({ ...onlineSale, autoRenewal })).join('\n');
    expect(text).toContain(words);
  });

  it.each(locales)('[P5] marks training paper at its top and bottom, and live paper nowhere (%s)', (locale) => {
    const texts = textsOf(composeSaleReceipt({ ...inTraining(onlineSale), locale }));
    expect([texts[0], texts.at(-1)]).toEqual([TRAINING_MARK, TRAINING_MARK]);
    expect(textsOf(composeSaleReceipt({ ...onlineSale, locale })).join('\n')).not.toMatch(/TRAINING|培训/);
  });

  it('[P7] never prints the yen sign that thermal printers turn into other digits', () => {
    const slips = locales.flatMap((locale) => [composeSaleReceipt({ ...offlineSale, locale }), composeZReport({ ...closedShift, locale })]);
    expect(slips.flatMap(textsOf).join('\n')).not.toContain('\u00a5');
  });

  it('[P8] shows no more of a phone number than its mask, whatever the number', () => {
    fc.assert(fc.property(fc.integer({ min: 3, max: 9 }), fc.stringMatching(/^\d{9}$/), fc.constantFrom(...locales), (second, rest, locale) => {
      const parsed = parseMsisdn(`1${second}${rest}`);
      if (!parsed.ok) return;
      const { msisdn } = parsed.value;
      const sale = { ...offlineSale.sale, subscriber: { ...offlineSale.sale.subscriber, msisdnMasked: maskMsisdn(msisdn) } };
      expect(receiptText(composeSaleReceipt({ ...offlineSale, sale, locale }), 32)).not.toContain(msisdn);
    }));
  });

  it('[P8] has no run of digits on it that could be a phone number or a document number', () => {
    const uuidTail = fc.stringMatching(/^[0-9a-f]{12}$/);
    fc.assert(fc.property(uuidTail, fc.constantFrom(...locales), (tail, locale) => {
      const tenders = offlineSale.sale.tenders.map((tender) => ({ ...tender, paymentId: paymentIdSchema.parse(`019ab000-0000-7000-8000-${tail}`) }));
      const texts = textsOf(composeSaleReceipt({ ...offlineSale, sale: { ...offlineSale.sale, tenders }, locale }));
      expect(texts.filter((text) => /\d{11}/.test(text))).toEqual([]);
    }));
  });

  it('[P7] never lets a line run over the paper, however long names are', () => {
    const name = fc.string({ unit: fc.constantFrom('套', '餐', 'A', 'b', ' ', '·', '𠮷', '6', '0'), maxLength: 60 });
    fc.assert(fc.property(name, fc.integer({ min: 0, max: 100_000_000_000 }), fc.constantFrom(32 as const, 48 as const), (plan, amount, columns) => {
      const sale = { ...onlineSale.sale, total: fen(amount) };
      const slip = composeSaleReceipt({ ...onlineSale, sale, planNames: { 'plus-60': { 'zh-CN': plan, en: plan } } });
      expect(receiptText(slip, columns).split('\n').filter((line) => columnsOf(line) > columns)).toEqual([]);
    }));
  });
});

describe('receipt/compose-z-report', () => {
  it.each(locales)('[P6] makes a document that the contract accepts (%s)', (locale) => {
    const document = composeZReport({ ...closedShift, locale });
    expect(receiptDocumentSchema.parse(document)).toEqual(document);
  });

  it.each([[-500, '短款', '-￥5.00'], [0, '长短款', '￥0.00'], [250, '长款', '￥2.50']] as const)('[P6] says whether the drawer was over or short (%i fen)', (overShortFen, left, right) => {
    const document = composeZReport({ ...closedShift, z: { ...closedShift.z, overShortFen: fen(overShortFen) } });
    expect(document.lines).toContainEqual({ kind: 'pair', left, right, isBold: true });
  });

  it('[P6] mentions waiting entries only where there are some', () => {
    const z = { ...closedShift.z, waitingCount: 0 };
    expect(textsOf(composeZReport({ ...closedShift, z })).filter((text) => text.includes('未到运营商'))).toEqual([]);
  });

  it('[P5] marks the training report too', () => {
    const texts = textsOf(composeZReport(inTraining(closedShift)));
    expect([texts[0], texts.at(-1)]).toEqual([TRAINING_MARK, TRAINING_MARK]);
  });
});

describe('receipt/copy-mark', () => {
  const mark = { copyNumber: 3, staffId: 'm01', at: '2027-03-01T16:05:00.000Z', timeZone: 'Asia/Shanghai' };

  it.each(locales)('[P4] adds the mark with time and person and leaves every other line as it was (%s)', (locale) => {
    const original = composeSaleReceipt({ ...offlineSale, locale });
    const copy = withCopyMark(original, mark);
    expect(copy.lines.slice(0, 2)).toEqual([
      { kind: 'text', text: '补打 DUPLICATE 3', align: 'center', size: 'normal', isBold: true },
      { kind: 'text', text: '2027-03-02 00:05:00 +08:00 m01', align: 'left', size: 'normal', isBold: false },
    ]);
    expect(JSON.stringify({ ...copy, lines: copy.lines.slice(2) })).toBe(JSON.stringify(original));
    expect(receiptDocumentSchema.parse(copy)).toEqual(copy);
  });

  it('[P4] refuses to mark an original: that would be a bug', () => {
    expect(() => withCopyMark(composeSaleReceipt(onlineSale), { ...mark, copyNumber: 0 })).toThrow('a copy numbered 0');
  });
});
