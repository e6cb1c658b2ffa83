// English words for problems of the terminal itself: its storage, enrolment, sign-in and clock.
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { ProblemWords } from '../problem-words.ts';

const notForCustomer = 'Nothing to explain: it is not about the customer.';
const otherTill = 'This counter is closed for the moment, please go to the next one.';

type StopReason = ProblemOf<'till-stopped'>['reason'];

const stopped: Record<StopReason, { what: string; next: string }> = {
  'database-newer': { what: 'The books of this terminal were written by a newer version, so selling has stopped.', next: 'Update the program, then open it again.' },
  'database-corrupt': { what: 'The books are damaged; selling has stopped so that nothing is recorded wrongly.', next: 'Do not delete any file; ask support to restore the backup.' },
  'database-unreadable': { what: 'The books cannot be opened, so selling has stopped.', next: 'Restart the computer and try once more; then ask support.' },
  'disk-full': { what: 'The disk is full and takes no new entries, so selling has stopped.', next: 'Ask the manager to free some space, then press Try again.' },
  'disk-read-only': { what: 'The disk can only be read at the moment, so selling has stopped.', next: 'Ask support to look at the disk and its rights, then press Try again.' },
  'journal-broken': { what: 'The check of the books does not add up, so selling has stopped.', next: 'Leave the data files alone and ask support to examine the books.' },
  'journal-fork': { what: 'These books differ from what the carrier holds, perhaps after old data was restored; selling has stopped.', next: 'The manager asks the carrier to enrol this terminal again.' },
  'terminal-revoked': { what: 'This terminal was shut out, so selling has stopped. What it has not sent yet is still here and safe.', next: 'The manager calls the carrier; once the carrier lets it in again it goes on by itself. Delete nothing.' },
  'keys-missing': { what: 'The secret keys of this terminal cannot be found or opened, so selling has stopped.', next: 'Sign in to this computer as the person who set the terminal up; if that does not help, ask support. Delete nothing.' },
  'books-missing': { what: 'A terminal was enrolled here, but its books are gone, so selling has stopped.', next: 'If they lie on another disk or in another folder, bring them back and press Try again; otherwise ask support to restore a backup.' },
  'data-in-use': { what: 'Another till program is using these books.', next: 'Use the window that is already open, perhaps under another user of this computer; restart the computer if there is none.' },
};

const rescueFailures: Record<ProblemOf<'rescue-failed'>['reason'], { what: string; next: string }> = {
  'disk-full': { what: 'There is no room left, the records were not saved.', next: 'Free some space, then press again. Do not delete the books.' },
  'not-writable': { what: 'The folder cannot be written to, the records were not saved.', next: 'Ask support to look at the rights of the folder, then press again.' },
  'nothing-readable': { what: 'Not one row of the books can be read.', next: 'Delete nothing; ask support to restore the newest backup.' },
  failed: { what: 'The records were not saved.', next: 'Press again; if that does not help, ask support and leave the books alone.' },
};

const refusals: Readonly<Record<string, string>> = {
  overloaded: 'The carrier is very busy and did not take the request.',
  'terminal-unknown': 'The carrier does not know this terminal.',
  'terminal-revoked': 'The carrier has shut this terminal off.',
  'signature-invalid': 'The carrier did not recognise this terminal\'s signature.',
  replayed: 'The carrier did not recognise this terminal\'s signature.',
};

export const terminalProblems = {
  'request-invalid': {
    what: 'Something was filled in wrongly, so nothing was done.',
    tellCustomer: 'One moment, I will enter it again.',
    next: 'Look at what you just entered, mend it and press again; if that does not help, tell the manager.',
  },
  'sign-in-needed': { what: 'Nobody is signed in.', tellCustomer: 'One moment, I have to sign in.', next: 'Choose your name and type your PIN.' },
  'session-locked': { what: 'The screen is locked.', tellCustomer: 'One moment, I have to unlock the screen.', next: 'Type your PIN; the open sale is still there.' },
  'not-allowed': { what: 'Only a manager may do this.', tellCustomer: 'One moment, I will ask the manager.', next: 'Ask the manager to sign in and do it.' },
  'sender-not-trusted': { what: 'This request did not come from the till\'s window and was stopped.', tellCustomer: notForCustomer, next: 'Close other windows and open the till again; if it comes back, tell the manager.' },
  internal: {
    what: ({ reference }) => `Something unexpected happened inside the program, number ${reference}.`,
    tellCustomer: 'One moment, I will check whether this went through.',
    next: 'Look under Sales: if the sale is there, take no more money; if it is not, do it again. Tell support the number.',
  },
  'till-restarting': {
    what: 'The till is starting again, it takes a few seconds.',
    tellCustomer: 'A few seconds, please.',
    next: 'Wait for it; the open sale will go on. Before taking money look under Sales whether it is already there.',
  },
  'till-stopped': {
    what: ({ reason }) => stopped[reason].what,
    tellCustomer: otherTill,
    next: ({ reason }) => stopped[reason].next,
  },
  'rescue-not-needed': { what: 'This terminal works, nothing has to be saved from it.', tellCustomer: notForCustomer, next: 'Sign in and sell; a manager exports the books under Review.' },
  'rescue-failed': { what: ({ reason }) => rescueFailures[reason].what, tellCustomer: notForCustomer, next: ({ reason }) => rescueFailures[reason].next },
  'storage-full': { what: 'The disk is full, this step was not recorded.', tellCustomer: 'One moment, this is not done yet.', next: 'Take no money yet; ask the manager to free some space, then do it again.' },
  'storage-read-only': { what: 'The disk cannot be written, this step was not recorded.', tellCustomer: 'One moment, this is not done yet.', next: 'Take no money yet; ask the manager to have the disk looked at.' },
  'storage-busy': { what: 'The books are busy, this step was not recorded.', tellCustomer: 'One moment, I will try again.', next: 'Wait a few seconds and press again.' },
  'storage-failed': {
    what: 'The disk had a problem while writing; whether this was recorded is not certain.',
    tellCustomer: 'One moment, I will check whether this went through.',
    next: 'Look under Sales: if the sale is there, take no more money; if it is not, do it again. Ask the manager to have the disk looked at.',
  },
  'not-enrolled': { what: 'This terminal does not belong to a store yet.', tellCustomer: otherTill, next: 'Ask the manager to enter the store code and the activation code.' },
  'gateway-insecure': { what: 'The address of the carrier\'s server is not encrypted.', tellCustomer: notForCustomer, next: 'Set an address that begins with https:// and start again.' },
  'already-enrolled': { what: 'This terminal belongs to a store already.', tellCustomer: notForCustomer, next: 'Just sign in; to move to another store ask the carrier.' },
  'activation-refused': { what: 'This store has no such activation code.', tellCustomer: notForCustomer, next: 'Check both codes letter by letter; if they are as written, ask head office.' },
  'activation-used': { what: 'This activation code was used before, by another computer or before a reinstallation.', tellCustomer: notForCustomer, next: 'Ask head office for a new code; each works once.' },
  'activation-expired': { what: 'This activation code is too old.', tellCustomer: notForCustomer, next: 'Ask head office for a new code and use it within its time.' },
  'activation-paused': {
    what: 'Too many wrong activation codes were tried for this store.',
    tellCustomer: notForCustomer,
    next: ({ waitSeconds }) => `Wait ${Math.max(1, Math.ceil(waitSeconds / 60))} min, check the code meanwhile, then try again.`,
  },
  'terminal-own': { what: 'A terminal cannot shut itself out.', tellCustomer: notForCustomer, next: 'Do it at another terminal of the store, or ask head office.' },
  'terminal-unknown': { what: 'This store has no such terminal.', tellCustomer: notForCustomer, next: 'Open the list of terminals again and choose once more.' },
  'gateway-unreachable': {
    what: 'The carrier cannot be reached at the moment.',
    tellCustomer: 'The network is down, I am looking at our own records first.',
    next: 'Check the network and try later; an enrolled terminal can go on with its own records and sends the rest once online.',
  },
  'gateway-refused': {
    what: ({ reason }) => refusals[reason] ?? 'The carrier did not accept this request.',
    tellCustomer: 'The carrier cannot look it up right now, I am looking at our own records.',
    next: 'Try again in a while; if it stays like this the manager asks the carrier.',
  },
  'staff-unknown': { what: 'This person is not on the list.', tellCustomer: notForCustomer, next: 'Choose another name, or ask the manager whether the account exists.' },
  'pin-wrong': {
    what: ({ triesLeft }) => (triesLeft > 0 ? `Wrong PIN, ${triesLeft} ${triesLeft === 1 ? 'try' : 'tries'} left.` : 'Wrong PIN.'),
    tellCustomer: notForCustomer,
    next: 'Type it once more, slowly; if you forgot it ask the manager.',
  },
  'staff-locked': {
    what: ({ until }, say) => (say.timeOfDay(until) === '' ? 'Too many wrong PINs, please wait a while before trying again.' : `Too many wrong PINs, you can try again after ${say.timeOfDay(until)}.`),
    tellCustomer: notForCustomer,
    next: 'Wait until then, or let a colleague sign in.',
  },
  'clock-wrong': {
    what: ({ skewSeconds }) => `This computer's clock is ${Math.max(1, Math.round(Math.abs(skewSeconds) / 60))} min away from the carrier's.`,
    tellCustomer: notForCustomer,
    next: 'Switch on automatic time in the system settings, then open the program again.',
  },
} as const satisfies Partial<ProblemWords>;
