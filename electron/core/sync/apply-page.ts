// Writes one page of the carrier's feed in pieces short enough that a sale commits between them; the cursor comes with the last.
import type { TillTopic } from '#shared/contract/till-topics.ts';
import { nextTurn } from '../next-turn.ts';
import type { ChangesPage } from '../ports.ts';
import type { WriteDb } from '../store/sql.ts';
import type { Till } from '../till.ts';
import { applyChange } from './apply-change.ts';
import { beginDelivery, endDelivery, noteEssentials, noteReceived, readDelivery } from './delivery-repository.ts';
import { readProgress, saveCursor } from './sync-repository.ts';

/** Rows of one transaction: some milliseconds of writing and one sync of the disk. */
export const ROWS_AT_ONCE = 100;

/**
 * Rows before the last piece may be written without their cursor: a crash leaves them to be written again, which changes
 * nothing. Nothing more is written once another program on the same directory has gone on or begun a delivery of its own.
 */
export async function applyPage(till: Till, page: ChangesPage, askedWith: string | null): Promise<void> {
  const sealing = { storeKey: till.secrets.storeKey, nonce: () => till.ports.random.bytes(12) };
  const changed = new Set<TillTopic>();
  till.ports.probe.reach('changes.before-apply');
  for (let from = 0; from === 0 || from < page.changes.length; from += ROWS_AT_ONCE) {
    if (from > 0) await nextTurn(till.ports.timers);
    const isOurs = till.store.write((db) => {
      if (readProgress(db).changesCursor !== askedWith || !isSameDelivery(db, page, from)) return false;
      for (const change of page.changes.slice(from, from + ROWS_AT_ONCE)) changed.add(applyChange(db, change, sealing));
      if (from + ROWS_AT_ONCE < page.changes.length) return true;
      noteReceived(db, page.changes.length);
      if (page.snapshot?.hasEssentials ?? !page.more) noteEssentials(db);
      if (!page.more && page.snapshot !== undefined) endDelivery(db);
      saveCursor(db, page.cursor);
      return true;
    });
    if (!isOurs) break;
  }
  till.ports.probe.reach('changes.after-apply');
  if (changed.has('terminal')) till.forgetProfile();
  // The essentials move the terminal from starting to ready; how much came is shown meanwhile.
  till.announce(...changed, 'terminal', 'sync');
}

/** The first piece of a page may begin its delivery; rows of two deliveries are never mixed. */
function isSameDelivery(db: WriteDb, { snapshot }: ChangesPage, from: number): boolean {
  if (snapshot === undefined) return true;
  if (from === 0) beginDelivery(db, snapshot.id, snapshot.total);
  return readDelivery(db).snapshot === snapshot.id;
}
