// Versions of what outsiders read, with their history. Changing a pinned schema means adding a line here.

export const versionHistory = [
  { journal: 1, api: 1, change: 'first version: enrolment, staff, shift, identity, cash renewal, receipts, network marks' },
] as const;

export const JOURNAL_VERSION = 1;
export const API_VERSION = 1;
