// Customers of the practice records, with the document each is registered with.
import type { Customer } from './whole-renewal.ts';

const resident = (number: string): Customer['paper'] => ({ documentType: 'RESIDENT_ID', number });

/** Active, Plus for 60 yuan, ends in 12 days, auto-renewal off. */
export const zhangSan: Customer = { msisdn: '16500000001', paper: resident('999999199003070012') };
/** Ran out ten days ago; Basic for 30 yuan. */
export const ranOut: Customer = { msisdn: '16500000002', paper: resident('999999199003070020') };
/** The last day with service is today. */
export const endsToday: Customer = { msisdn: '16500000003', paper: resident('999999200002290019') };
/** Auto-renewal failing for low balance; Max for 100 yuan. */
export const lowBalance: Customer = { msisdn: '16500000006', paper: resident('999999199003070071') };
/** The document on record ran out yesterday. */
export const oldDocument: Customer = { msisdn: '16500000024', paper: resident('999999199003070039') };
/** The carrier holds no document. */
export const noDocument: Customer = { msisdn: '16500000025', paper: resident('999999199003070012') };

/** Cards that take no renewal, by what bars them. */
export const barred = {
  'real-name-block': '16500000004',
  'card-unbound': '16500000005',
  'card-on-hold': '16500000007',
  'card-closed': '16500000009',
  'card-recycled': '16500000010',
} as const;

export const unknownMsisdn = '16599999999';
