// Writes one change of the carrier's feed into the tables it belongs to.
import { unreachable } from '#shared/domain/base/invariant.ts';
import type { Change } from '#shared/contract/gateway-api.ts';
import type { TillTopic } from '#shared/contract/till-topics.ts';
import { removePlan, savePlan } from '../catalog/plan-repository.ts';
import { removePerson, savePerson } from '../staff/staff-repository.ts';
import { keepCard } from '../sale/sale-repository.ts';
import { seal } from '../store/seal.ts';
import type { WriteDb } from '../store/sql.ts';
import { removeSubscriber, saveSubscriber } from '../subscriber/subscriber-repository.ts';
import { openTask } from '../task/task-repository.ts';
import { saveConfig, saveStore } from '../terminal/terminal-repository.ts';
import { saveOutcome } from './sync-repository.ts';

export interface Sealing {
  readonly storeKey: Buffer;
  readonly nonce: () => Uint8Array;
}

/** Applying the same change twice leaves the same rows. Answers what changed for the window. */
export function applyChange(db: WriteDb, change: Change, sealing: Sealing): TillTopic {
  if (change.data === null) return forget(db, change.kind, change.id);
  switch (change.kind) {
    case 'plan':
      savePlan(db, change.data);
      break;
    case 'staff':
      savePerson(db, change.data, seal(change.data.pinHash, sealing.storeKey, sealing.nonce()));
      break;
    case 'store':
      saveStore(db, change.data);
      break;
    case 'config':
      saveConfig(db, change.data);
      break;
    case 'subscriber':
      saveSubscriber(db, change.data);
      break;
    case 'outcome':
      if (saveOutcome(db, change.data) && change.data.status === 'rejected') openTask(db, change.data.saleId, change.data.decidedAt);
      break;
    default:
      unreachable(change);
  }
  return topicOf[change.kind];
}

const topicOf: Readonly<Record<Change['kind'], TillTopic>> = {
  plan: 'catalog', staff: 'terminal', store: 'terminal', config: 'terminal', subscriber: 'subscriber', outcome: 'sale',
};

/** A store, its configuration and an outcome are never taken back; the carrier replaces them. */
function forget(db: WriteDb, kind: Change['kind'], id: string): TillTopic {
  if (kind === 'plan') removePlan(db, id);
  if (kind === 'staff') removePerson(db, id);
  if (kind === 'subscriber') {
    keepCard(db, id);
    removeSubscriber(db, id);
  }
  return topicOf[kind];
}
