// The work a shift would leave behind if it closed now.
import { isOnItsWay } from '#shared/domain/open-work.ts';
import type { OpenWork } from '#shared/contract/till/undo-channels.ts';
import { countPending, readHead } from '../journal/journal-repository.ts';
import type { ReadDb } from '../store/sql.ts';
import { readProgress } from '../sync/sync-repository.ts';
import { listOpenWork, sumSalesAfter } from './open-work-repository.ts';
import type { OpenShift } from './shift-repository.ts';

const SHOWN = 200;

/** Unsent entries are one line whose label is their count. What is not money and was written just now is on its way and left out. */
export function openWorkView(db: ReadDb, shift: OpenShift, now: string): OpenWork[] {
  return [...unsent(db, now), ...listOpenWork(db, shift)].slice(0, SHOWN);
}

function unsent(db: ReadDb, now: string): OpenWork[] {
  const { acknowledgedThrough } = readProgress(db);
  const { entries, sales, oldestAt } = countPending(db, acknowledgedThrough);
  if (oldestAt === null || (sales === 0 && isOnItsWay(oldestAt, now))) return [];
  return [{
    kind: 'unsent', id: `${acknowledgedThrough + 1}-${readHead(db).seq}`, label: String(entries), amountFen: sumSalesAfter(db, acknowledgedThrough), at: oldestAt,
  }];
}
