// 150 deaths of real tills. The seed is a fresh one each time and stands in the title: `npm run test:faults -- --seed` runs it again.
import { randomInt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { probePoints } from '#core/ports.ts';
import { runCampaign } from './campaign.ts';
import type { ShopOutcome } from './shop.ts';

const KILLS = 150;
const seed = randomInt(1, 1_000_000);

function summed(outcomes: readonly ShopOutcome[], of: (outcome: ShopOutcome) => ReadonlyMap<string, number>): (name: string) => number {
  return (name) => outcomes.reduce((sum, outcome) => sum + (of(outcome).get(name) ?? 0), 0);
}

describe('faults', () => {
  it(`[FC1] [FC2] [FC3] ${KILLS} kills from seed ${seed}: what was shown is there, the gateway has it once, and no money is out of sight (F01, F03, F13, F17)`, { timeout: 900_000 }, async () => {
    const outcomes = await runCampaign({ seed, kills: KILLS, atOnce: 3 });
    expect(outcomes.flatMap(({ wrongs }) => wrongs)).toEqual([]);
    expect(outcomes.reduce((sum, { kills }) => sum + kills, 0)).toBe(KILLS);
    // What was to be survived did happen.
    const [deaths, acts, faults] = [summed(outcomes, (one) => one.deaths), summed(outcomes, (one) => one.acts), summed(outcomes, (one) => one.faults)];
    expect(probePoints.filter((point) => deaths(point) === 0)).toEqual([]);
    expect(deaths('outside')).toBeGreaterThan(KILLS / 5);
    expect(['shown', 'paying', 'moved', 'shift.closed', 'sale.voided'].filter((act) => acts(act) === 0)).toEqual([]);
    expect(['none', 'reply lost', 'request lost', 'late', 'down'].filter((fault) => faults(fault) === 0)).toEqual([]);
  });
});
