// English words for problems of the shift, the plan, the money and the paper.
import type { ProblemWords } from '../problem-words.ts';

const paperLater = 'Your renewal is done, the slip follows in a moment.';

/** Reasons as the printing system gives them, by the word they begin with. */
const printerReasons: ReadonlyArray<readonly [start: string, words: string]> = [
  ['media-empty', 'is out of paper'], ['media-needed', 'is out of paper'], ['media-jam', 'has a paper jam'], ['cover-open', 'has its cover open'],
  ['door-open', 'has its cover open'], ['paused', 'is paused'], ['offline', 'is not connected'], ['connecting', 'is not connected'],
  ['not-accepting', 'takes no jobs'],
];

function printerReason(reason: string): string {
  return printerReasons.find(([start]) => reason.startsWith(start))?.[1] ?? 'has stopped';
}

export const sellingProblems = {
  'shift-closed': { what: 'No shift is open, so no money can be taken.', tellCustomer: 'One moment, I have to open the shift.', next: 'Count the float under Shift and open the shift first.' },
  'shift-already-open': { what: 'A shift is open already.', tellCustomer: 'Nothing to explain: it is not about the customer.', next: 'Go on with it; close it first if somebody else takes over.' },
  'sale-still-open': { what: 'A sale is still open, so the shift cannot be closed.', tellCustomer: 'One moment, I will finish this first.', next: 'Go back to Renew and finish the sale, or leave it with Esc.' },
  'plan-unknown': { what: 'The catalogue has no such plan.', tellCustomer: 'This plan does not exist any more, let me show you the others.', next: 'Choose another plan from the list.' },
  'plan-withdrawn': { what: 'This plan is no longer sold.', tellCustomer: 'This plan is no longer sold, let me show you the others.', next: 'Choose another plan from the list.' },
  'months-not-offered': { what: 'This plan is not sold for so many months.', tellCustomer: 'This plan comes in other lengths, would one of them do?', next: 'Choose one of the lengths shown.' },
  'quote-missing': { what: 'No plan has been chosen yet.', tellCustomer: 'Which plan would you like, and for how many months?', next: 'Go back to the plan step and choose a plan and the months.' },
  'quote-changed': { what: 'The offer has changed: a new day began, or the plan was updated.', tellCustomer: 'The price or the dates have just changed, let me tell you the new ones.', next: 'Read out the new amount and dates; take the money once the customer agrees.' },
  'sale-unknown': { what: 'This sale cannot be found.', tellCustomer: 'One moment, I will look for it.', next: 'Look under Sales by receipt number; if it is not there begin again with the customer.' },
  'sale-id-reused': { what: 'This sale was already taken with another amount.', tellCustomer: 'This was already paid, let me check it.', next: 'Take no more money; open the sale under Sales and see what was taken.' },
  'sale-already-completed': { what: 'This sale was already paid.', tellCustomer: 'This is already done.', next: 'Take no more money; print a copy if the customer wants one.' },
  'tender-short': {
    what: ({ missingFen }, say) => `${say.yuan(missingFen)} is still missing.`,
    tellCustomer: ({ missingFen }, say) => `Another ${say.yuan(missingFen)}, please.`,
    next: 'Take the rest, correct the amount received and press again.',
  },
  'tender-not-available': { what: 'This way to pay cannot be used yet.', tellCustomer: 'At the moment I can only take cash.', next: 'Take cash; without cash leave it for now.' },
  'amount-unreadable': { what: 'This is not an amount.', tellCustomer: 'One moment, I will enter it again.', next: 'Digits only, at most two decimals, such as 200 or 180.50.' },
  'print-job-unknown': { what: 'This slip is not in the print queue.', tellCustomer: paperLater, next: 'Open the sale under Sales and print a copy.' },
  'printer-missing': {
    what: ({ printer }) => (printer === '' ? 'No printer has been chosen.' : `The printer "${printer}" is not there.`),
    tellCustomer: paperLater,
    next: 'See whether it has power and a cable, or choose another one in Settings; then print a copy.',
  },
  'printer-stopped': {
    what: ({ printer, reason }) => `The printer "${printer}" ${printerReason(reason)}.`,
    tellCustomer: paperLater,
    next: 'Look at paper, cover and switch, then print a copy.',
  },
  'print-failed': { what: 'The slip was not printed.', tellCustomer: paperLater, next: 'Look at the printer, then print a copy; it will be marked as one.' },
  'print-timeout': { what: 'The printer did not answer; whether the slip came out is not known.', tellCustomer: paperLater, next: 'Look at the printer: hand out the slip if it is there, otherwise print a copy.' },
} as const satisfies Partial<ProblemWords>;
