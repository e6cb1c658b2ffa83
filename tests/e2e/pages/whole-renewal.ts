// All steps of one cash renewal, for tests that are about something else.
import type { Page } from '@playwright/test';
import { passIdentity, type Paper } from './identity.ts';
import { beginSale, findCustomer } from './look-up.ts';
import { pay } from './payment.ts';
import { choosePlan } from './plan.ts';

export interface Customer {
  readonly msisdn: string;
  readonly paper: Paper;
}

/** From the empty first step to the payment, nothing taken yet. */
export async function goToPayment(page: Page, customer: Customer): Promise<void> {
  await findCustomer(page, customer.msisdn);
  await beginSale(page);
  await passIdentity(page, customer.paper);
  await choosePlan(page);
}

/** One month of the customer's own plan, paid with `received` yuan. Ends at the sale that is done. */
export async function renew(page: Page, customer: Customer, received = '200'): Promise<void> {
  await goToPayment(page, customer);
  await pay(page, received);
}
