// Texts of the payment step and of the finished sale, English.
import type { TextsLike } from '../texts-like.ts';
import type { payment as chinese } from '../zh-CN/payment.ts';

export const payment = {
  again: 'Read again',
  tenders: 'Way to pay', walletHint: 'Scan code',
  bar: {
    'offline': 'Needs network', 'not-offered': 'Not offered here', 'offline-limit': 'Over the ceiling', 'no-balance': 'No balance', 'payment-open': 'One is open',
    'shift-too-long': 'Close shift first', 'shift-of-other': 'Not your shift', 'no-machine': 'No machine', 'unread': 'Not read',
  },
  barWhy: {
    'offline': 'There is no network. Take cash, or use the card machine of its own.', 'not-offered': 'This store does not take this way to pay.', 'offline-limit': 'Over the offline ceiling: a manager has to approve it.', 'no-balance': 'The customer has no balance.',
    'payment-open': 'The last payment has no result yet; nothing more can be charged.', 'shift-too-long': 'This shift has been open too long: close it first.', 'shift-of-other': 'This shift belongs to somebody else: hand over first.', 'no-machine': 'The card machine is not connected. Check power and cable.', 'unread': 'The ways to pay are being read.',
  },
  cardAlone: 'Own machine', cardConnected: 'Connected', balanceHint: '￥{{amount}} there',
  received: 'Received (yuan)', change: 'Change', missing: 'Missing', exact: 'Exact',
  pay: 'Take payment', enterReceived: 'Enter the cash', unreadable: 'Not an amount', short: '￥{{amount}} missing', submitting: 'Saving…', complete: 'Complete the sale',
  bigChange: 'The change is over ￥100. Count the notes once more.',
  unreadableHint: 'Digits only, two decimals at most, such as 200 or 59.90.',
  state: {
    entering: 'Waiting for the payment', short: 'Not enough received', ready: 'Ready to take payment', submitting: 'Saving on this terminal. Do not switch it off', refused: 'No money was taken', starting: 'Writing this payment down', paid: 'All is paid, ready to complete',
    created: 'Being sent', sent: 'Sent, waiting for an answer', confirming: 'Waiting for the customer', unknown: 'Not known whether it was charged', reversing: 'Being undone', settled: 'Received', failed: 'Not charged', reversed: 'Undone, not charged',
  },
  offline: 'Network down: cash goes on as usual. This sale is kept here and sent later. The receipt says "expected".',
  allowance: 'Offline: {{sales}} more sales, ￥{{amount}} in all, until {{until}}',
  amount: 'This payment (yuan)', amountHint: '￥{{amount}} missing; a part is fine', amountTooMuch: 'At most ￥{{amount}}', amountZero: 'Enter an amount',
  way: { 'payer-code': 'Scan the customer', 'store-code': 'Customer scans us' },
  authCode: 'Payment code', authCodeHint: 'Scan the customer\'s phone; the wallet is recognised', authCodeLength: 'A payment code has 10 to 32 digits',
  charge: 'Charge ￥{{amount}}', chargeStore: 'Show code ￥{{amount}}', starting: 'Writing down…',
  whichWallet: { title: 'Which wallet is this code of?', unknown: 'The code is not recognised. Ask the customer.', mismatch: 'It looks like a code of {{wallet}}. Charge which?', drop: 'Neither, scan again' },
  scanWhileOpen: 'The last payment has no result yet. This code was not used.',
  machine: {
    type: 'Type on the card machine', start: 'Begin card ￥{{amount}}', connectedStart: 'Send ￥{{amount}}', startHint: 'Then type the same amount on the card machine.', connectedHint: 'The amount goes to the card machine by itself.',
    approval: 'Approval code', approvalHint: '4 to 12 letters or digits on the slip', last4: 'Last 4 digits of the card', approved: 'Card approved', declined: 'Card declined', undone: 'Undone on the machine', notUndone: 'Not undone, money taken',
    undoHint: 'Undo it on the card machine, then say here what happened.',
  },
  balance: { available: 'Balance', use: 'From the balance', short: 'The balance does not cover this amount', agreed: 'Customer agrees to pay ￥{{amount}} from the balance', agreeFirst: 'Ask first', agreeHint: 'Ask: may I take ￥{{amount}} from your balance?', pay: 'Take ￥{{amount}}' },
  waiting: {
    known: {
      created: 'It is sent at once. Ask the customer to wait; do not scan again.', sent: 'Ask the customer to wait; do not scan again.', confirming: 'Ask the customer to confirm on the phone.', storeCode: 'Ask the customer to scan this code.', card: 'The customer follows the card machine.',
      unknown: 'No result came. Ask the customer to look at the phone. The till keeps asking; do not charge again.', reversing: 'Until this is undone, nothing more can be charged.', account: 'Being taken from the customer\'s balance.',
    },
    countDown: 'Waits {{seconds}} s more, then undoes it by itself', over: 'Time is up, asking for the last time', reference: 'Reference', started: 'Since',
    ask: 'Ask again', asking: 'Asking…', undo: 'Undo', undoing: 'Undoing…', giveBack: 'Give it back', force: 'Call it paid', keep: 'Keep it, complete the sale',
    paidAfterUndo: 'It was not undone: the customer has paid', paidAfterUndoShort: 'not undone, customer paid',
    paidAfterUndoHint: 'The money is here. Ask the customer: go on, or give it back.',
    forceTitle: 'Call it paid', forceHint: 'Have the customer open the bill in the wallet and copy its number. A manager approves; a task to check it stays behind.', forceReference: 'Number in the wallet', forceShort: 'At least 6 letters or digits', forceGo: 'Call it paid', cancel: 'Cancel',
  },
  park: { offer: 'Next customer first', why: 'Money is on its way for this sale, so it cannot be left. Put it aside: the result is asked for by itself, and it is under Open payments.', go: 'Put aside, next customer', stay: 'Go on with this sale', parked: 'The sale of {{msisdn}} is put aside. Its payment is asked about by itself; {{key}} brings it back.' },
  sum: { due: 'Due', paid: 'Paid', left: 'Missing', rounding: 'Cash rounding', taken: 'Taken so far', undo: 'Undo', undoSure: 'Undo it?', reference: 'Ref. {{reference}}', approval: 'Approval {{code}} · card {{last4}}' },
  failed: {
    title: '{{tender}} ￥{{amount}} was not received', reversedTitle: '{{tender}} ￥{{amount}} was undone, not charged', next: 'Take another way to pay, or charge again.',
  },
  done: {
    title: 'Paid, and saved on this terminal', body: 'A power cut cannot lose it.', bodyWaiting: 'A power cut cannot lose it. It is sent to the carrier once the network is back.', change: 'Change', noChange: 'No change due',
    total: 'Received ￥{{received}} for ￥{{total}}', totalElectronic: '￥{{total}}, paid in full', tenders: 'Paid by', rounding: 'Rounding ￥{{amount}}', next: 'Next customer', reprint: 'Reprint', reprinting: 'Reprinting…',
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
