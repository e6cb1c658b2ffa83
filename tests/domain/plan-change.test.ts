import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#shared/domain/business-date.ts';
import { fen } from '#shared/domain/fen.ts';
import { changePlan, defaultPlanChangeMode, type PlanChangeMode } from '#shared/domain/plan-change.ts';
import { aDate } from './a-date.ts';

type Cycle = readonly [start: string, end: string, anchorDay: number, todayOn: string, oldPrice: number, newPrice: number];

const rows: readonly [...Cycle, left: number, charge: number, dueNow: number, dueRestart: number, restartEnd: string][] = [
  ['2025-03-01', '2025-04-01', 1, '2025-03-16', 3000, 6000, 1548, 3097, 1549, 4452, '2025-04-16'],
  ['2024-02-01', '2024-03-01', 1, '2024-02-15', 3000, 10000, 1551, 5172, 3621, 8449, '2024-03-15'],
  ['2025-01-31', '2025-02-28', 31, '2025-02-10', 3000, 6000, 1928, 3857, 1929, 4072, '2025-03-10'],
  ['2025-03-01', '2025-04-01', 1, '2025-03-31', 3000, 6000, 96, 194, 98, 5904, '2025-04-30'],
  ['2025-03-01', '2025-04-01', 1, '2025-03-01', 3000, 6000, 3000, 6000, 3000, 3000, '2025-04-01'],
  ['2025-03-01', '2025-04-01', 1, '2025-03-16', 6000, 3000, 3096, 1548, -1548, -96, '2025-04-16'],
];

const change = (mode: PlanChangeMode, [start, end, anchorDay, todayOn, oldPrice, newPrice]: Cycle) => changePlan({
  mode, cycleStartOn: aDate(start), cycleEndOn: aDate(end), anchorDay, todayOn: aDate(todayOn),
  oldPriceFen: fen(oldPrice), newPriceFen: fen(newPrice),
});

describe('plan-change', () => {
  it.each(rows)('[R9] cycle %s to %s/%i, changed on %s, %i to %i: left %i, charge %i, due %i', (start, end, anchorDay, todayOn, oldPrice, newPrice, leftFen, chargeFen, dueFen) => {
    expect(change('now', [start, end, anchorDay, todayOn, oldPrice, newPrice])).toEqual({
      ok: true, value: { leftFen, chargeFen, dueFen, takesEffectOn: todayOn, serviceEndOn: end, anchorDay },
    });
  });

  it.each(rows)('[R10] restarted instead: cycle %s to %s/%i on %s, %i to %i', (start, end, anchor, todayOn, oldPrice, newPrice, leftFen, _charge, _due, dueFen, serviceEndOn) => {
    expect(change('restart', [start, end, anchor, todayOn, oldPrice, newPrice])).toEqual({
      ok: true,
      value: { leftFen, chargeFen: newPrice, dueFen, takesEffectOn: todayOn, serviceEndOn, anchorDay: Number(todayOn.slice(8)) },
    });
  });

  it.each(rows)('[R10] with the next cycle instead: cycle %s to %s/%i on %s, %i to %i costs nothing', (start, end, anchorDay, todayOn, oldPrice, newPrice) => {
    expect(change('next-cycle', [start, end, anchorDay, todayOn, oldPrice, newPrice])).toEqual({
      ok: true, value: { leftFen: 0, chargeFen: 0, dueFen: 0, takesEffectOn: end, serviceEndOn: end, anchorDay },
    });
  });

  it.each(['2025-02-28', '2025-04-01'])('[R9] refuses %s, a day outside the cycle', (todayOn) => {
    expect(change('now', ['2025-03-01', '2025-04-01', 1, todayOn, 3000, 6000])).toEqual({ ok: false, problem: { code: 'cycle-not-current' } });
  });

  it('[R8] offers the dear plan now and the cheap or equal one later', () => {
    expect([defaultPlanChangeMode(fen(3000), fen(6000)), defaultPlanChangeMode(fen(6000), fen(3000)), defaultPlanChangeMode(fen(3000), fen(3000))])
      .toEqual(['now', 'next-cycle', 'next-cycle']);
  });

  it('[R9] rounds for the shop by less than a fen each way, and never gives back more than was paid', () => {
    const price = fc.integer({ min: 0, max: 10_000_000 });
    fc.assert(fc.property(price, price, fc.integer({ min: 0, max: 30 }), (oldPrice, newPrice, day) => {
      const todayOn = addDays(aDate('2025-03-01'), day);
      const terms = change('now', ['2025-03-01', '2025-04-01', 1, todayOn, oldPrice, newPrice]);
      if (!terms.ok) throw new Error(terms.problem.code);
      const left = BigInt(31 - day);
      expect(BigInt(terms.value.leftFen)).toBe((BigInt(oldPrice) * left) / 31n);
      expect(BigInt(terms.value.chargeFen)).toBe((2n * BigInt(newPrice) * left + 31n) / 62n);
      expect(terms.value.leftFen).toBeLessThanOrEqual(oldPrice);
    }));
  });
});
