// Counts of what is no money, put together from the slices of a range.
import { groupBy } from '#shared/domain/base/group-by.ts';
import type { Review } from '#shared/contract/till/review-channels.ts';
import type { countIdentityChecks, countJournal } from './review-repository.ts';

export type JournalCounts = ReturnType<typeof countJournal>;

export function countsOf(journal: JournalCounts): Review['counts'] {
  const of = (type: string): number => journal.reduce((sum, row) => (row.type === type ? sum + row.count : sum), 0);
  return {
    copies: of('receipt.printed'), noSales: of('drawer.opened'), approvals: of('approval.granted'), failedPins: of('staff.pin_failed'),
    agreementsSigned: of('agreement.signed'), agreementsCancelled: of('agreement.cancelled'),
  };
}

export function identityChecksOf(checks: ReturnType<typeof countIdentityChecks>): Review['identityChecks'] {
  const groups = groupBy(checks, ({ way, outcome }) => `${way}:${outcome}`);
  return [...groups.values()].flatMap((rows) => {
    const [first] = rows;
    return first === undefined ? [] : [{ ...first, count: rows.reduce((sum, row) => sum + row.count, 0) }];
  });
}
