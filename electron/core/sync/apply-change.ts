// Writes one change of the carrier's feed into the tables it belongs to.
import { unreachable } from '#shared/domain/base/invariant.ts';
import type { Change } from '#shared/contract/gateway-api.ts';
import type { TillTopic } from '#shared/contract/till-topics.ts';
import { removePlan, savePlan } from '../catalog/plan-repository.ts';
import { removePerson, savePerson } from '../staff/staff-repository.ts';
import { seal } from '../store/seal.ts';
import type { WriteDb } from '../store/sql.ts';
import { removeSubscriber, saveSubscriber } from '../subscriber/subscriber-repository.ts';
import { saveConfig, saveStore } from '../terminal/terminal-repository.ts';
import { saveOutcome } from './sync-repository.ts';

export interface Sealing {
  readonly storeKey: Buffer;
  readonly nonce: () => Uint8Array;
}

/** Applying the same change twice leaves the same rows. Answers what changed for the window. */
export function applyChange(db: WriteDb, change: Change, sealing: Sealing): TillTopic {
  switch (change.kind) {
    case 'plan':
      if (change.data === null) removePlan(db, change.id);
      else savePlan(db, change.data);
      return 'catalog';
    case 'staff':
      if (change.data === null) removePerson(db, change.id);
      else savePerson(db, change.data, seal(change.data.pinHash, sealing.storeKey, sealing.nonce()));
      return 'terminal';
    case 'store':
      if (change.data !== null) saveStore(db, change.data);
      return 'terminal';
    case 'config':
      if (change.data !== null) saveConfig(db, change.data);
      return 'terminal';
    case 'subscriber':
      if (change.data === null) removeSubscriber(db, change.id);
      else saveSubscriber(db, change.data);
      return 'subscriber';
    case 'outcome':
      if (change.data !== null) saveOutcome(db, change.data);
      return 'sale';
    default:
      return unreachable(change);
  }
}
