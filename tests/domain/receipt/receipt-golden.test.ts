// Whole slips as printed text, compared with files that a person has read.
import { describe, expect, it } from 'vitest';
import { composeSaleReceipt, type SaleReceiptInput } from '#shared/receipt/compose-sale-receipt.ts';
import { composeCashSlip } from '#shared/receipt/compose-cash-slip.ts';
import { composeXReport } from '#shared/receipt/compose-x-report.ts';
import { composeZReport } from '#shared/receipt/compose-z-report.ts';
import { withCopyMark } from '#shared/receipt/copy-mark.ts';
import { receiptText } from '#shared/receipt/receipt-text.ts';
import { closedShift, inTraining, offlineSale, onlineSale, openShiftReading, paidOut, plainShift, splitSale } from './receipt-facts.ts';

const locales = ['zh-CN', 'en'] as const;
const columns = [32, 48] as const;
const modes = { online: onlineSale, offline: offlineSale } as const;
const stores: Readonly<Record<'live' | 'training', (input: SaleReceiptInput) => SaleReceiptInput>> = { live: (input) => input, training: inTraining };

const combinations = locales.flatMap((locale) => columns.flatMap((width) => (['online', 'offline'] as const).flatMap((mode) =>
  (['live', 'training'] as const).map((store) => ({ locale, width, mode, store })))));

describe('receipt/receipt-text', () => {
  it.each(combinations)('[P1] prints the $mode sale of a $store store in $locale on $width columns', async ({ locale, width, mode, store }) => {
    const input: SaleReceiptInput = { ...stores[store](modes[mode]), locale };
    await expect(receiptText(composeSaleReceipt(input), width)).toMatchFileSnapshot(`golden/sale-${mode}-${store}-${locale}-${width}.txt`);
  });

  it.each(locales.flatMap((locale) => columns.map((width) => ({ locale, width }))))('[P6] prints the report of a closed shift in $locale on $width columns', async ({ locale, width }) => {
    const text = receiptText(composeZReport({ ...closedShift, locale }), width);
    await expect(text).toMatchFileSnapshot(`golden/z-${locale}-${width}.txt`);
  });

  it.each(locales.flatMap((locale) => columns.map((width) => ({ locale, width }))))('[P6] prints the reading of an open shift, marked as none, in $locale on $width columns', async ({ locale, width }) => {
    await expect(receiptText(composeXReport({ ...openShiftReading, locale }), width)).toMatchFileSnapshot(`golden/x-${locale}-${width}.txt`);
  });

  it.each(locales.flatMap((locale) => columns.map((width) => ({ locale, width }))))('[P6] prints the slip of cash that left the drawer in $locale on $width columns', async ({ locale, width }) => {
    await expect(receiptText(composeCashSlip({ ...paidOut, locale }), width)).toMatchFileSnapshot(`golden/cash-out-${locale}-${width}.txt`);
  });

  it('[P6] prints a shift of an earlier version without the figures it did not keep', async () => {
    await expect(receiptText(composeZReport(plainShift), 32)).toMatchFileSnapshot('golden/z-earlier-zh-CN-32.txt');
  });

  it.each(locales.flatMap((locale) => columns.map((width) => ({ locale, width }))))('[PY19] prints every tender of a split sale in $locale on $width columns', async ({ locale, width }) => {
    await expect(receiptText(composeSaleReceipt({ ...splitSale, locale }), width)).toMatchFileSnapshot(`golden/sale-split-${locale}-${width}.txt`);
  });

  it('[P4] prints a copy as the original below its mark', async () => {
    const original = composeSaleReceipt(inTraining(offlineSale));
    const copy = withCopyMark(original, { copyNumber: 2, staffId: 'm01', at: '2026-11-24T04:00:00.000Z', timeZone: 'Asia/Shanghai' });
    await expect(receiptText(copy, 32)).toMatchFileSnapshot('golden/copy-zh-CN-32.txt');
  });
});
