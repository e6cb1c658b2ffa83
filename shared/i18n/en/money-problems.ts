// English words for problems of payments, refunds, approvals, the drawer and the manager's day.
import type { ApprovedOperation } from '#shared/domain/approval.ts';
import type { ProblemWords } from '../problem-words.ts';

const operations: Readonly<Record<ApprovedOperation, string>> = {
  'sale.void': 'Voiding this sale', 'refund.start': 'This refund', 'cash.paid-in': 'Paying cash in', 'cash.paid-out': 'Paying cash out', 'cash.drop': 'A safe drop',
  'drawer.open': 'Opening the drawer', 'shift.close-difference': 'Closing with a difference', 'shift.close-open-work': 'Closing with open work',
  'payment.undo': 'Undoing this payment', 'payment.force': 'Calling this payment paid', 'offline.exceed': 'Selling beyond the offline ceiling', 'task.close': 'Closing this refund task',
};
const inside = 'Nothing to explain to the customer.';
const moment = 'One moment, let me look it up.';
const askManager = 'One moment, I need the manager.';

export const moneyProblems = {
  'sale-has-money': { what: 'Money was taken for this sale, it cannot just be left.', tellCustomer: 'I give back what you paid first, one moment.', next: 'Undo the payments first, or park the sale.' },
  'payment-unknown': { what: 'There is no such payment.', tellCustomer: moment, next: 'Look at the open payments, or search by the number in the wallet.' },
  'payment-open': { what: 'The last payment has no result yet, nothing more can be charged.', tellCustomer: 'Let me make sure of the last payment first, so that you do not pay twice.', next: 'Wait for its result, ask again, or undo it.' },
  'payment-final': { what: 'This payment already has its result.', tellCustomer: moment, next: 'Look at where the payment stands before going on.' },
  'payment-id-reused': { what: 'This payment number was used before.', tellCustomer: 'One moment, I start it again.', next: 'Go back and choose the way to pay again.' },
  'payment-code-unreadable': { what: 'This is no payment code that can be used.', tellCustomer: 'Please open your payment code anew and show it again.', next: 'Have the code refreshed and scan it again; do not type missing digits.' },
  'tender-offline': { what: 'There is no network, this way to pay does not work now.', tellCustomer: 'The network is down. Could you pay in cash or by card?', next: 'Take cash, or use the card machine of its own; or wait for the network.' },
  'tender-too-much': { what: ({ leftFen }, say) => `At most ${say.yuan(leftFen)} can still be taken.`, tellCustomer: 'I correct the amount, one moment.', next: 'Enter no more than what is missing.' },
  'balance-short': { what: ({ balanceFen }, say) => `The customer's balance is only ${say.yuan(balanceFen)}.`, tellCustomer: 'Your balance is not enough. Would you pay the rest another way?', next: 'Take a part from the balance and the rest another way.' },
  'offline-limit': { what: ({ leftFen }, say) => `Only ${say.yuan(leftFen)} may still be sold without the network.`, tellCustomer: askManager, next: 'Have a manager approve it, or wait for the network.' },
  'void-too-late': { what: 'The carrier already has this sale, it cannot be voided.', tellCustomer: 'I will refund it instead.', next: 'Open the sale under Sales and refund it.' },
  'void-not-possible': { what: 'A sale with an electronic payment cannot be voided.', tellCustomer: 'I will refund it instead.', next: 'Once online, open the sale under Sales and refund it.' },
  'already-voided': { what: 'This sale was voided.', tellCustomer: 'This sale was voided and the money given back.', next: 'Nothing is left to do; print the slip again if it is needed.' },
  'refund-unknown': { what: 'There is no such refund.', tellCustomer: moment, next: 'Open the sale itself under Sales.' },
  'refund-id-reused': { what: 'This refund number was used before for something else.', tellCustomer: moment, next: 'Open the refund again and check the amount.' },
  'refund-exceeds': { what: ({ leftFen }, say) => `At most ${say.yuan(leftFen)} of this sale can still be refunded.`, tellCustomer: ({ leftFen }, say) => `At most ${say.yuan(leftFen)} can still be refunded.`, next: 'Enter less; what was refunded elsewhere counts too.' },
  'refund-nothing-left': { what: 'This sale was refunded completely.', tellCustomer: 'All of it was refunded to you already.', next: 'Refund nothing more; the sale shows its refunds.' },
  'refund-offline': { what: 'There is no network, this sale cannot be refunded now.', tellCustomer: 'The network is down; we refund it as soon as it is back.', next: 'Wait for the network; offline only cash of this till and this day can be refunded.' },
  'refund-too-early': { what: 'This sale has not left the till, so it cannot be refunded.', tellCustomer: 'I take it back at once.', next: 'Void it instead, or wait until it was sent.' },
  'task-unknown': { what: 'This refund task is settled.', tellCustomer: inside, next: 'Reload the list and look at the others.' },
  'approval-needed': { what: ({ operation }) => `${operations[operation]} needs a second person.`, tellCustomer: askManager, next: 'Have a manager type the PIN, or ask for a code over the phone.' },
  'approval-refused': { what: 'This approval does not fit here.', tellCustomer: askManager, next: 'An approval opens one thing once; have it approved again.' },
  'approval-own': { what: 'Nobody can approve their own act.', tellCustomer: inside, next: 'Ask another manager.' },
  'approval-not-allowed': { what: 'This person may not approve it.', tellCustomer: inside, next: 'Ask a manager.' },
  'approval-code-wrong': { what: ({ triesLeft }) => `The code is wrong, ${triesLeft} tries left.`, tellCustomer: askManager, next: 'Check act, amount and number with the manager and ask again.' },
  'approval-code-expired': { what: 'This code has expired or was used.', tellCustomer: askManager, next: 'Make a new request and call again.' },
  'approval-code-unavailable': { what: 'This terminal cannot take approvals over the phone yet.', tellCustomer: inside, next: 'Have a manager type the PIN here, or enrol the terminal anew.' },
  'shift-of-other': { what: ({ ownerId }) => `This shift belongs to ${ownerId}; a drawer has one person.`, tellCustomer: 'One moment, a colleague takes the payment.', next: 'Have that person take it, or count and hand over first.' },
  'shift-too-long': { what: 'This shift has run too long, close it first.', tellCustomer: 'One moment, I close my shift first.', next: 'Count and close under Shift, then open a new one.' },
  'shift-unknown': { what: 'There is no such shift.', tellCustomer: inside, next: 'Choose one from the list again.' },
  'move-id-reused': { what: 'This was booked already, with other content than it has now.', tellCustomer: moment, next: 'Close this form and look at the cash of the shift; for another movement open it anew.' },
  'drawer-short': { what: ({ heldFen }, say) => `By the books the drawer holds only ${say.yuan(heldFen)}.`, tellCustomer: inside, next: 'Check the amount; count the drawer if in doubt.' },
  'count-differs': { what: 'The notes and coins do not add up to the total.', tellCustomer: inside, next: 'Count again and mend the pieces or the total.' },
  'reason-needed': { what: 'The difference is above the limit and needs a reason.', tellCustomer: inside, next: 'Write the reason and have it approved, or count again.' },
  'range-invalid': { what: 'These dates are no range.', tellCustomer: inside, next: 'The first day comes before the last; at most four hundred days.' },
  'export-busy': { what: 'Another export is still running.', tellCustomer: inside, next: 'Wait for it, or cancel it.' },
  'export-unknown': { what: 'There is no such export.', tellCustomer: inside, next: 'Export again.' },
  'export-failed': { what: ({ reason }) => (reason === 'disk-full' ? 'The disk is full, nothing was exported.' : 'The folder cannot be written to, nothing was exported.'), tellCustomer: inside, next: 'Make room or choose another place, then export again.' },
  'statement-unreadable': { what: 'This is no statement that can be read.', tellCustomer: inside, next: 'Export the list of transactions from the wallet and choose it as it is.' },
} as const satisfies Partial<ProblemWords>;
