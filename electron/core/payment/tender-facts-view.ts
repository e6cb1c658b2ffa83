// What the ways to pay depend on, for an open sale at this moment.
import { fen, type Fen } from '#shared/domain/fen.ts';
import type { TenderFacts } from '#shared/domain/tender-bars.ts';
import { canAskCarrier } from '../can-ask-carrier.ts';
import type { OpenSale } from '../sale/sale-facts-view.ts';
import type { Profile, Till } from '../till.ts';

/** `offlineLimitFen`: the most a sale may come to without the carrier; null where no ceiling applies. */
export function tenderFacts(till: Till, profile: Profile, { draft, record }: OpenSale, offlineLimitFen: Fen | null): TenderFacts {
  const { methods, cardMachine } = profile.config.payments;
  return {
    methods, cardMachine, hasMachine: till.cardMachine(profile) !== null, isOnline: canAskCarrier(till.link), totalFen: draft.quote?.totalFen ?? fen(0), offlineLimitFen,
    balanceFen: record.balanceFen,
  };
}
