import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#shared/domain/business-date.ts';
import { renewalBar, stageOn, stages } from '#shared/domain/subscriber.ts';
import { aDate } from './a-date.ts';

const days = { graceDays: 15, suspendedDays: 75 };
const serviceEndOn = aDate('2026-12-31');

describe('subscriber', () => {
  it.each([
    ['2026-12-30', 'ACTIVE'],
    ['2026-12-31', 'GRACE'],
    ['2027-01-14', 'GRACE'],
    ['2027-01-15', 'SUSPENDED'],
    ['2027-03-30', 'SUSPENDED'],
    ['2027-03-31', 'CLOSING'],
  ])('[R15] on %s a card whose service ends on 2026-12-31 is %s', (todayOn, stage) => {
    expect((['ACTIVE', 'GRACE', 'SUSPENDED'] as const).map((noted) => stageOn({ stage: noted, serviceEndOn }, aDate(todayOn), days)))
      .toEqual([stage, stage, stage]);
  });

  it('[R15] leaves what the carrier decided, and what never had service, as it is', () => {
    for (const stage of stages.filter((each) => !['ACTIVE', 'GRACE', 'SUSPENDED'].includes(each))) {
      expect(stageOn({ stage, serviceEndOn }, aDate('2030-01-01'), days)).toBe(stage);
    }
    expect(stageOn({ stage: 'ACTIVE', serviceEndOn: null }, aDate('2030-01-01'), days)).toBe('ACTIVE');
  });

  it('[R15] only ever moves on as days pass', () => {
    const order = ['ACTIVE', 'GRACE', 'SUSPENDED', 'CLOSING'];
    fc.assert(fc.property(fc.integer({ min: -30, max: 200 }), fc.nat(60), fc.nat(60), fc.nat(120), (from, later, graceDays, suspendedDays) => {
      const at = (offset: number) => order.indexOf(stageOn({ stage: 'ACTIVE', serviceEndOn }, addDays(serviceEndOn, offset), { graceDays, suspendedDays }));
      expect(at(from + later)).toBeGreaterThanOrEqual(at(from));
    }));
  });

  it('[R16] says of every stage, online and off, whether it may be renewed and why not', () => {
    const table = stages.map((stage) => [stage, renewalBar(stage, true, false), renewalBar(stage, false, true), renewalBar(stage, false, false)]);
    expect(table).toEqual([
      ['UNBOUND', 'card-unbound', 'card-unbound', 'card-unbound'],
      ['ACTIVE', null, null, 'directory-too-old'],
      ['GRACE', null, null, 'directory-too-old'],
      ['SUSPENDED', null, null, 'directory-too-old'],
      ['HOLD', 'card-on-hold', 'card-on-hold', 'card-on-hold'],
      ['REAL_NAME_BLOCK', 'real-name-block', 'real-name-block', 'real-name-block'],
      ['CLOSING', null, 'card-closing-offline', 'card-closing-offline'],
      ['CLOSED', 'card-closed', 'card-closed', 'card-closed'],
      ['RECYCLED', 'card-recycled', 'card-recycled', 'card-recycled'],
    ]);
  });
});
