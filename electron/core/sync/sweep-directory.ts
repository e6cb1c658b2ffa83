// After a delivery from the beginning: removes what the carrier no longer has. Until then everything old can be found.
import { removeOutdatedPlans } from '../catalog/plan-repository.ts';
import { nextTurn } from '../next-turn.ts';
import { keepCard } from '../sale/sale-repository.ts';
import { removeOutdatedPeople } from '../staff/staff-repository.ts';
import type { WriteDb } from '../store/sql.ts';
import { countSubscribers, listOutdatedSubscribers, removeSubscriber } from '../subscriber/subscriber-repository.ts';
import type { Till } from '../till.ts';
import { endSweep, readDelivery } from './delivery-repository.ts';

/** Rows looked at in one piece. */
export const LOOKED_AT_ONCE = 500;

/** Goes over the whole directory in pieces; after a crash from its beginning again. Does nothing when nothing is due. */
export async function sweepDirectory(till: Till): Promise<void> {
  if (!readDelivery(till.store.read).isSweeping) return;
  const end = countSubscribers(till.store.read);
  for (let after = 0; after < end; after += LOOKED_AT_ONCE) {
    const removed = till.store.write((db) => sweepPiece(db, after));
    await nextTurn(till.ports.timers);
    if (removed > 0) till.store.tidy();
  }
  till.store.write((db) => {
    if (!readDelivery(db).isSweeping) return;
    removeOutdatedPlans(db);
    removeOutdatedPeople(db);
    endSweep(db);
  });
  till.announce('catalog', 'terminal', 'subscriber', 'sync');
}

/**
 * Answers how many rows went. Another program on the same directory may have begun a delivery meanwhile: then everything
 * old stays until that is complete.
 */
function sweepPiece(db: WriteDb, after: number): number {
  if (!readDelivery(db).isSweeping) return 0;
  const outdated = listOutdatedSubscribers(db, after, after + LOOKED_AT_ONCE);
  for (const ref of outdated) {
    keepCard(db, ref);
    removeSubscriber(db, ref);
  }
  return outdated.length;
}
