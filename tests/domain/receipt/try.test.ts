import { it } from 'vitest';
import { composeSaleReceipt } from '#shared/receipt/compose-sale-receipt.ts';
import { composeZReport } from '#shared/receipt/compose-z-report.ts';
import { withCopyMark } from '#shared/receipt/copy-mark.ts';
import { receiptText } from '#shared/receipt/receipt-text.ts';
import { closedShift, inTraining, offlineSale, onlineSale } from './receipt-facts.ts';
it('x', () => {
  console.log(receiptText(composeSaleReceipt(inTraining(offlineSale)), 32));
  console.log(receiptText(composeSaleReceipt({ ...onlineSale, locale: 'en', autoRenewal: 'on' }), 32));
  console.log(receiptText(withCopyMark(composeSaleReceipt({ ...offlineSale, locale: 'en', autoRenewal: 'failing' }), { copyNumber: 2, staffId: 'm01', at: '2026-11-24T04:00:00.000Z', timeZone: 'Asia/Shanghai' }), 48));
  console.log(receiptText(composeZReport(closedShift), 32));
  console.log(receiptText(composeZReport({ ...closedShift, locale: 'en' }), 48));
});
