// Why a way to pay cannot be taken now. One reading for the buttons on screen and for the start of a payment.
import type { Fen } from './fen.ts';
import { needsCarrier, waysOf, type ElectronicMethod, type TenderMethod, type TenderWay } from './tender.ts';

export type TenderBar = 'not-offered' | 'no-machine' | 'offline' | 'offline-limit' | 'no-balance';

export interface TenderFacts {
  /** What the store takes at all. */
  readonly methods: readonly TenderMethod[];
  readonly cardMachine: 'stand-alone' | 'connected';
  /** Whether a connected machine is there. */
  readonly hasMachine: boolean;
  readonly isOnline: boolean;
  /** The total of the sale, and the most a sale may come to now; null while the carrier can be asked, or with a manager's word. */
  readonly totalFen: Fen;
  readonly offlineLimitFen: Fen | null;
  readonly balanceFen: Fen;
}

/** The ways in which this store takes a method. */
export function waysOffered(method: ElectronicMethod, cardMachine: TenderFacts['cardMachine']): readonly TenderWay[] {
  return method === 'card' ? [cardMachine] : waysOf[method];
}

/** Null: it can be taken. Wallets and the balance need the carrier; cash and a card machine have a ceiling without it. */
export function tenderBar(method: TenderMethod, facts: TenderFacts): TenderBar | null {
  if (!facts.methods.includes(method)) return 'not-offered';
  if (needsCarrier(method)) {
    if (!facts.isOnline) return 'offline';
    return method === 'balance' && facts.balanceFen <= 0 ? 'no-balance' : null;
  }
  if (method === 'card' && facts.cardMachine === 'connected' && !facts.hasMachine) return 'no-machine';
  return facts.offlineLimitFen !== null && facts.totalFen > facts.offlineLimitFen ? 'offline-limit' : null;
}
