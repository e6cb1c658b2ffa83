// Which plans stand side by side, and which one is chosen before anybody touches a key.
import { describe, expect, it } from 'vitest';
import { dateSchema, planIdSchema } from '#shared/contract/values.ts';
import { firstSelection, monthsBeside, plansOnOffer, withPlan } from '#renderer/features/plan/plan-choice.ts';
import { account, plans } from '#tests/renderer/support/flow-samples.ts';

const todayOn = dateSchema.parse('2026-11-24');
const onOffer = plansOnOffer(plans(), todayOn);

describe('plan/plan-choice', () => {
  it('offers the cheapest first', () => {
    expect(onOffer.map((plan) => plan.planId)).toEqual(['basic-30', 'plus-60', 'max-100']);
  });

  it('offers the newest version that may be sold today', () => {
    const [first] = plans();
    if (first === undefined) throw new Error('there are sample plans');
    const versions = [first, { ...first, version: 13 }, { ...first, version: 14, sellableFrom: dateSchema.parse('2026-12-01') }];
    expect(plansOnOffer(versions, todayOn).map((plan) => plan.version)).toEqual([13]);
  });

  it('leaves out packs and plans that were withdrawn', () => {
    const gone = plans().map((plan, index) => (index === 0 ? { ...plan, kind: 'add-on' as const } : { ...plan, sellableUntil: dateSchema.parse('2026-11-23') }));
    expect(plansOnOffer(gone, todayOn)).toEqual([]);
  });

  it('starts with the plan the customer has, for the shortest time', () => {
    expect(firstSelection(onOffer, account())).toEqual({ planId: 'plus-60', months: 1 });
  });

  it('starts with the cheapest where the present plan is not on offer', () => {
    expect([firstSelection(onOffer, account({ planId: null })), firstSelection(onOffer, account({ planId: planIdSchema.parse('old-10') })), firstSelection([], account())])
      .toEqual([{ planId: 'basic-30', months: 1 }, { planId: 'basic-30', months: 1 }, null]);
  });

  it('keeps the months when the plan changes, where the other plan has them', () => {
    const [plan] = onOffer;
    if (plan === undefined) throw new Error('there are plans on offer');
    expect([withPlan(plan, 6).months, withPlan({ ...plan, months: [1, 3] }, 6).months]).toEqual([6, 1]);
  });

  it('stops at both ends of the months', () => {
    expect([monthsBeside([1, 3, 6], 1, -1), monthsBeside([1, 3, 6], 1, 1), monthsBeside([1, 3, 6], 6, 1)]).toEqual([1, 3, 6]);
  });
});
