// One line per channel of payments and parked sales: who answers it.
import { askPayment, confirmPayment, declinePayment, forcePayment, undoPayment } from '../payment/act-on-payment.ts';
import { foundPayments, openPayments, readOnePayment, tenderOptions } from '../payment/read-payments.ts';
import { startPayment } from '../payment/start-payment.ts';
import { parkedSales, parkSale } from '../sale/park-sale.ts';
import type { TillHandlers } from './till-handlers.ts';

export const paymentHandlers = {
  'payment.options': tenderOptions,
  'payment.start': startPayment,
  'payment.read': readOnePayment,
  'payment.ask': askPayment,
  'payment.undo': undoPayment,
  'payment.confirm': confirmPayment,
  'payment.decline': declinePayment,
  'payment.force': forcePayment,
  'payment.list-open': openPayments,
  'payment.find': foundPayments,
  'sale.park': parkSale,
  'sale.list-parked': parkedSales,
} satisfies Partial<TillHandlers>;
