// Versions of what outsiders read, with their history. Changing a pinned schema means adding a line here.

export const versionHistory = [
  { journal: 1, api: 1, change: 'first version: enrolment, staff, shift, identity, cash renewal, receipts, network marks' },
  { journal: 2, api: 1, change: 'every tender, voids, refunds, approvals, cash movements, counts; gateway: payments, refunds, the day of a store' },
  { journal: 2, api: 1, change: 'gateway: refused activation codes told apart, changing the key, listing and shutting out the terminals of a store; journal: another terminal shut out, let in again, key changed' },
  { journal: 3, api: 1, change: 'backups, restores and exports of the journal' },
  { journal: 3, api: 1, change: 'gateway: the feed read from its beginning says so, how many records it has, and when a terminal has what it needs to sell' },
  { journal: 4, api: 1, change: 'the computer\'s clock was set, and business time was put right by the carrier\'s' },
  { journal: 4, api: 1, change: 'till: books that are gone beside their keys are a reason of their own to stop' },
] as const;

export const JOURNAL_VERSION = 4;
export const API_VERSION = 1;
