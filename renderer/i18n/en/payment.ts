// Texts of the payment step and of the finished sale, English.
import type { TextsLike } from '../texts-like.ts';
import type { payment as chinese } from '../zh-CN/payment.ts';

export const payment = {
  tenders: 'Way to pay', cashHint: 'F8', later: 'Later release',
  laterWhy: 'Electronic payment needs the next gateway release; only cash for now',
  received: 'Received (yuan)', change: 'Change', missing: 'Missing', exact: 'Exact',
  pay: 'Take payment', enterReceived: 'Enter the cash', unreadable: 'Not an amount', short: '￥{{amount}} missing', submitting: 'Saving…',
  bigChange: 'The change is over ￥100. Count the notes once more.',
  unreadableHint: 'Digits only, two decimals at most, such as 200 or 59.90.',
  state: { entering: 'Waiting for the cash received', short: 'Not enough received', ready: 'Ready to take payment', submitting: 'Saving on this terminal. Do not switch it off', refused: 'No money was taken' },
  offline: 'Network down: cash goes on as usual. This sale is kept here and sent later. The receipt says "expected".',
  done: {
    title: 'Paid, and saved on this terminal', body: 'A power cut cannot lose it.', bodyWaiting: 'A power cut cannot lose it. It is sent to the carrier once the network is back.', change: 'Change', noChange: 'No change due',
    total: 'Received ￥{{received}} for ￥{{total}}', next: 'Next customer', reprint: 'Reprint', reprinting: 'Reprinting…',
    paper: 'Receipt', carrier: 'Carrier', autoRenewal: 'Auto-renewal',
    carrierState: { waiting: 'To be sent', accepted: 'Sent, not yet confirmed', applied: 'Confirmed', rejected: 'Rejected', voided: 'Voided' },
    carrierHint: {
      waiting: 'Expected until {{expiry}}', accepted: 'Expected until {{expiry}}', applied: 'Valid until {{expiry}}', rejected: 'See Sales for the reason and what to do', voided: 'This sale was voided and the money given back',
    },
    autoState: { off: 'Off', on: 'On', failing: 'Failing' },
    autoHint: { off: 'Ask to come again before it ends', on: 'Charged when it ends', failing: 'Customer should check the account' },
    receipt: 'Receipt preview',
  },
} as const satisfies TextsLike<typeof chinese>;
