import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#shared/domain/business-date.ts';
import { expectedPeriod, lastServiceDay } from '#shared/domain/renewal-period.ts';
import { aDate } from './a-date.ts';

describe('renewal-period', () => {
  it.each([
    ['2025-01-31', 31, 1, '2025-02-28'], ['2025-02-28', 31, 1, '2025-03-31'], ['2025-01-31', 31, 3, '2025-04-30'],
    ['2024-01-31', 31, 1, '2024-02-29'], ['2024-02-29', 29, 12, '2025-02-28'], ['2025-02-28', 29, 12, '2026-02-28'],
    ['2027-02-28', 29, 12, '2028-02-29'], ['2024-02-29', 29, 48, '2028-02-29'], ['2025-08-31', 31, 6, '2026-02-28'],
    ['2025-11-30', 30, 3, '2026-02-28'], ['2026-02-28', 30, 1, '2026-03-30'], ['2025-05-30', 30, 9, '2026-02-28'],
    ['2025-10-31', 31, 1, '2025-11-30'], ['2025-12-31', 31, 12, '2026-12-31'], ['1999-12-31', 31, 2, '2000-02-29'],
    ['2099-12-31', 31, 2, '2100-02-28'],
  ])('[R1] from %s with anchor %i, %i months later is %s', (serviceEndOn, anchorDay, months, expected) => {
    const todayOn = addDays(aDate(serviceEndOn), -1);
    expect(expectedPeriod({ serviceEndOn: aDate(serviceEndOn), anchorDay, months, todayOn })).toEqual({
      startsOn: serviceEndOn, serviceEndOn: expected, anchorDay, hasLapsed: false,
    });
  });

  it.each([
    ['2026-03-25', 25, '2026-03-25', '2026-04-25', 25, false, 'R2'],
    ['2026-03-11', 11, '2026-03-11', '2026-04-11', 11, false, 'R2'],
    ['2026-03-10', 10, '2026-03-10', '2026-04-10', 10, true, 'R3'],
    ['2026-02-28', 31, '2026-03-10', '2026-04-10', 10, true, 'R3'],
  ])('[R2] [R3] on 2026-03-10 a card ending %s/%i is paid from %s to %s, anchor %i, lapsed %s', (end, anchor, startsOn, serviceEndOn, anchorDay, hasLapsed) => {
    expect(expectedPeriod({ serviceEndOn: aDate(end), anchorDay: anchor, months: 1, todayOn: aDate('2026-03-10') })).toEqual({
      startsOn, serviceEndOn, anchorDay, hasLapsed,
    });
  });

  it('[R4] n months at once end where n single renewals end', () => {
    const start = aDate('2024-01-01');
    fc.assert(fc.property(
      fc.integer({ min: 0, max: 3000 }), fc.integer({ min: -60, max: 60 }), fc.integer({ min: 1, max: 31 }), fc.integer({ min: 1, max: 36 }),
      (days, until, anchorDay, months) => {
        const todayOn = addDays(start, days);
        const card = { serviceEndOn: addDays(todayOn, until), anchorDay };
        const atOnce = expectedPeriod({ ...card, months, todayOn });
        let step: { serviceEndOn: typeof todayOn; anchorDay: number } = card;
        for (let month = 0; month < months; month += 1) step = expectedPeriod({ ...step, months: 1, todayOn });
        expect({ serviceEndOn: step.serviceEndOn, anchorDay: step.anchorDay }).toEqual({ serviceEndOn: atOnce.serviceEndOn, anchorDay: atOnce.anchorDay });
        expect(atOnce.serviceEndOn > todayOn).toBe(true);
      },
    ));
  });

  it.each([0, -1, 0.5])('[R4] a renewal of %d months is a bug', (months) => {
    const todayOn = aDate('2026-03-10');
    expect(() => expectedPeriod({ serviceEndOn: todayOn, anchorDay: 10, months, todayOn })).toThrow('invariant broken');
  });

  it('[R5] shows the day before the service end', () => {
    expect(lastServiceDay(aDate('2026-03-01'))).toBe('2026-02-28');
  });
});
