// A terminal that was shut out asks now and then whether it is let in again; only the gateway's word lifts the stop.
import { appendEntry } from '../journal/append-entry.ts';
import type { Gateway, GatewayIdentity } from '../ports.ts';
import { stampAt } from '../shift/business-day.ts';
import type { Profile, Till } from '../till.ts';
import { pullChanges } from './pull-changes.ts';
import type { PassEnd } from './push-journal.ts';
import { clearStop } from './sync-repository.ts';

/** The question offers nothing. Null: let in, go on with the pass; selling begins again and what waited is sent. */
export async function askReadmission(till: Till, profile: Profile, gateway: Gateway, identity: GatewayIdentity, isSomebodyWaiting: () => boolean): Promise<PassEnd | null> {
  const end = await pullChanges(till, gateway, identity, isSomebodyWaiting);
  if (end.kind !== 'done' && end.kind !== 'more') return end;
  const now = till.ports.clock.now();
  till.store.write((db) => {
    clearStop(db);
    appendEntry(db, stampAt(db, profile, now), 'terminal.readmitted', {});
  });
  till.announce('terminal', 'sync');
  return null;
}
