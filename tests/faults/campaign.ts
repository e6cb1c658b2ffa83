// A campaign of kills: shops one after the other, some at a time, all at one gateway whose cards run down between them.
import { dateInZone, addDays } from '#shared/domain/business-date.ts';
import { subscriberRecordSchema } from '#shared/contract/records.ts';
import { lockPublishing } from '#gateway/changes/publish-change.ts';
import { saveSubscribers } from '#gateway/subscribers/subscriber-repository.ts';
import { publishConfig } from '#tests/support/builders.ts';
import { makeDir, openGateway, type TestGateway } from '#tests/support/open-till.ts';
import { noApprovals } from '#tests/support/second-person.ts';
import { live } from './life.ts';
import { runShop, type ShopOutcome } from './shop.ts';

export interface CampaignOrders {
  /** The first shop's; the others count on from it. */
  readonly seed: number;
  readonly kills: number;
  /** Shops at a time: a till spends much of its life waiting for the network. */
  readonly atOnce: number;
  readonly onShop?: (seed: number, outcome: ShopOutcome) => void;
}

export const KILLS_PER_SHOP = 25;
const TICK_MS = 20;

const machineTime = (): string => new Date().toISOString();

/** Ends after the shop in which something went wrong. */
export async function runCampaign({ seed, kills, atOnce, onShop }: CampaignOrders): Promise<ShopOutcome[]> {
  const gateway = await openGateway(machineTime());
  // The tills have the machine's own clock, so the gateway's time is the machine's too.
  const ticking = setInterval(() => gateway.clock.advance(Math.max(0, Date.now() - Date.parse(gateway.clock.now()))), TICK_MS);
  const outcomes: ShopOutcome[] = [];
  try {
    await publishConfig(gateway, { approvals: noApprovals, pollSeconds: 5 });
    await warmUp(gateway);
    const sizes = Array.from({ length: Math.ceil(kills / KILLS_PER_SHOP) }, (_, shop) => Math.min(KILLS_PER_SHOP, kills - shop * KILLS_PER_SHOP));
    let next = 0;
    const work = async (): Promise<void> => {
      while (next < sizes.length && outcomes.every(({ wrongs }) => wrongs.length === 0)) {
        const shop = next;
        next += 1;
        await passMonths(gateway);
        const outcome = await runShop({ gateway, seed: seed + shop, kills: sizes[shop] ?? 0 });
        outcomes.push(outcome);
        onShop?.(seed + shop, outcome);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  } finally {
    clearInterval(ticking);
    await gateway.close();
  }
  return outcomes;
}

/** One life that ends as it should: only then does the runtime keep the compiled code for the next ones. */
async function warmUp(gateway: TestGateway): Promise<void> {
  const { end, trouble } = await live({ seed: 0, life: 0, dataDir: makeDir('faults-warm-up-'), gatewayUrl: gateway.url, activationCode: await gateway.activationCode(), death: null, acts: 2 }, 60_000);
  if (end !== 'none' || trouble !== null) throw new Error(`a till that nobody kills does not work: ${trouble ?? end}`);
}

/** Every card is due again, as if the months that were sold had passed. */
async function passMonths(gateway: TestGateway): Promise<void> {
  const now = gateway.clock.now();
  const todayOn = dateInZone(now, 'Asia/Shanghai');
  await gateway.db.transaction(async (tx) => {
    await lockPublishing(tx);
    const rows = await tx.query<{ record: string }>('SELECT record FROM subscribers ORDER BY ref');
    const records = rows.map((row) => subscriberRecordSchema.parse(JSON.parse(row.record))).filter(({ serviceEndOn }) => serviceEndOn !== null && serviceEndOn > addDays(todayOn, 60));
    await saveSubscribers(tx, records.map((record, index) => ({ ...record, serviceEndOn: addDays(todayOn, index % 20), asOf: now })));
  });
}
