// What the network does to one life of a till: one fault of the proxy, by chance.
import type { Chance } from '#tests/simulation/chance.ts';
import { anyPath, journalPath, type FaultProxy } from '#tests/support/fault-proxy.ts';

export interface NetworkFault {
  readonly name: string;
  /** After the till's death: what was held back arrives now, and the network is whole again. */
  readonly release: () => Promise<void>;
}

type Spoil = (proxy: FaultProxy, chance: Chance) => void | (() => Promise<unknown>);

const faults: Readonly<Record<string, Spoil>> = {
  'none': () => undefined,
  'reply lost': (proxy, chance) => proxy.dropNextReply(chance.pick([journalPath, anyPath])),
  'request lost': (proxy) => proxy.dropNextRequest(journalPath),
  'twice': (proxy) => proxy.duplicateNext(journalPath),
  'refused': (proxy, chance) => proxy.failNext(chance.between(1, 3), chance.pick([429, 500, 502, 503]), { headers: { 'retry-after': '1' } }),
  'cut': (proxy, chance) => proxy.cutAfter(chance.between(0, 60), journalPath),
  'slow': (proxy) => proxy.slowBody(5, journalPath),
  'delayed': (proxy, chance) => proxy.delayNext(chance.between(50, 500), journalPath),
  'half-open': (proxy) => proxy.halfOpen(1, journalPath),
  'late': (proxy) => proxy.deliverLate(journalPath),
  'flapping': (proxy, chance) => proxy.flap(chance.between(1, 2), chance.between(1, 3)),
  'captive portal': (proxy) => proxy.html200(true),
  'down': (proxy) => proxy.goDown(),
};

const names = Object.keys(faults);

/** A third of the lives has a good network, and who needs one. */
export function spoilNetwork(proxy: FaultProxy, chance: Chance, isGood: boolean): NetworkFault {
  const name = isGood || chance.is(0.33) ? 'none' : chance.pick(names);
  const late = faults[name]?.(proxy, chance);
  return {
    name,
    release: async () => {
      proxy.mend();
      proxy.html200(false);
      proxy.comeBack();
      await late?.();
    },
  };
}
