// A store that is not in training mode's own hands: a real gateway with the practice records, and a network in front of it that can be cut.
import type { AcquirerTiming } from '#gateway/acquirer/acquirer.ts';
import type { GatewayDb } from '#gateway/store/gateway-db.ts';
import { startFaultProxy, type FaultProxy } from '#tests/support/fault-proxy.ts';
import { startGateway } from '#tests/support/gateway-process.ts';

export interface LiveStoreOptions {
  /** The gateway's clock; left out: the machine's. */
  readonly clock?: { now(): string };
  /** Pauses of the training provider; left out: those of training. */
  readonly timing?: Partial<AcquirerTiming>;
}

export interface LiveStore {
  /** What terminals are told to talk to. */
  readonly url: string;
  readonly proxy: FaultProxy;
  readonly db: GatewayDb;
  readonly close: () => Promise<void>;
}

export const storeCode = 'SZ-001';
export const activationCode = 'TRAIN-0001';

/** Starts both; the store's code and activation code are those of the practice records. */
export async function openLiveStore(options: LiveStoreOptions = {}): Promise<LiveStore> {
  const gateway = await startGateway(options);
  const proxy = await startFaultProxy(gateway.url);
  return {
    url: proxy.url, proxy, db: gateway.db,
    close: async () => {
      await proxy.close();
      await gateway.close();
    },
  };
}
