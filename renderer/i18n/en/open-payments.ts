// Texts of the inbox of open payments and of parked sales, English.
import type { TextsLike } from '../texts-like.ts';
import type { openPayments as chinese } from '../zh-CN/open-payments.ts';

export const openPayments = {
  title: 'Open', badge: 'Open', open: 'Show open payments and parked sales', close: 'Close',
  payments: 'Open payments', parked: 'Parked sales', found: 'Found',
  empty: 'No open payments', emptyHint: 'Every payment has its result, and no sale is put aside.',
  emptyParked: 'No sale is put aside', nothingFound: 'Nothing found for "{{reference}}"', nothingFoundHint: 'Check the number, or enter its last 6 characters or more.',
  find: 'Find', findHint: 'Number on the slip or in the wallet, 6 characters or more', again: 'Read again',
  why: { 'open': 'No result yet', 'paid-without-sale': 'Paid, sale not completed', 'paid-after-undo': 'Not undone, customer has paid', 'after-force': 'Called paid, to be checked' },
  sale: { open: 'At the counter', parked: 'Put aside', completed: 'Completed', abandoned: 'Given up' },
  age: { seconds: '{{n}} s', minutes: '{{n}} min', hours: '{{n}} h', days: '{{n}} d' },
  owner: 'By {{staffId}}', reference: 'Ref. {{reference}}', noReference: 'No reference yet',
  resume: 'Go to the sale', ask: 'Ask again', asking: 'Asking…', undo: 'Undo', undoing: 'Undoing…', giveBack: 'Give it back', giveBackSure: 'Give back?', undoSure: 'Undo it?', settledSale: 'Being checked',
  parkedTotal: 'Due ￥{{total}}', parkedPaid: 'Paid ￥{{paid}}', parkedOpen: 'Under way ￥{{open}}', noQuote: 'No plan chosen yet', begunBy: 'By {{staffId}}', resuming: 'Taking it up…',
} as const satisfies TextsLike<typeof chinese>;
