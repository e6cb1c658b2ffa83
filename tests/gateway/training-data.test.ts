// The training directory: every number valid, every case there, dates counted from the day of seeding.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { trainingIccid, trainingMsisdn } from '#gateway/training/synthetic-numbers.ts';
import { trainingConfig, trainingPlans, trainingStaff } from '#gateway/training/store-and-plans.ts';
import { TRAINING_SUBSCRIBER_COUNT, trainingSubscribers } from '#gateway/training/training-subscribers.ts';
import { dateSchema } from '#shared/contract/values.ts';
import { checkDocument, readDocument } from '#shared/domain/identity/check-document.ts';
import { documentTypes } from '#shared/domain/identity/document-type.ts';
import { parseIccid } from '#shared/domain/iccid.ts';
import { parseMsisdn } from '#shared/domain/msisdn.ts';
import { stageOn, stages } from '#shared/domain/subscriber.ts';

const days = ['2026-03-10', '2026-01-31', '2028-02-29', '2026-12-31'].map((day) => dateSchema.parse(day));

describe('gateway/training', () => {
  it.each(days)('[G32] holds only valid documents, numbers and cards, seeded on %s', (todayOn) => {
    const people = trainingSubscribers(todayOn);
    expect(people).toHaveLength(TRAINING_SUBSCRIBER_COUNT);
    expect(people.length).toBeGreaterThanOrEqual(206);
    for (const [index, person] of people.entries()) {
      expect(parseMsisdn(trainingMsisdn(index + 1))).toEqual({ ok: true, value: { msisdn: trainingMsisdn(index + 1), hasResellerPrefix: true } });
      expect(parseIccid(trainingIccid(index + 1))).toMatchObject({ ok: true, value: { hasLuhnMismatch: false } });
      if (person.document !== null) expect(readDocument({ ...person.document, todayOn, allowTrainingRegion: true })).toMatchObject({ ok: true });
    }
  });

  it('[G32] gives nobody a document twice', () => {
    const numbers = trainingSubscribers(days[0]!).flatMap(({ document }) => (document === null ? [] : [`${document.type} ${document.number}`]));
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it.each(days)('[G32] shows every stage and every type of document, seeded on %s', (todayOn) => {
    const people = trainingSubscribers(todayOn);
    expect(new Set(people.map((person) => stageOn(person, todayOn, trainingConfig.stageDays)))).toEqual(new Set(stages));
    expect(new Set(people.flatMap(({ document }) => (document === null ? [] : [document.type])))).toEqual(new Set(documentTypes));
  });

  it('[G32] tells the six stories of the first numbers', () => {
    const todayOn = days[0]!;
    const told = trainingSubscribers(todayOn).slice(0, 6).map((person) => [stageOn(person, todayOn, trainingConfig.stageDays), person.serviceEndOn, person.autoRenewal]);
    expect(told).toEqual([
      ['ACTIVE', '2026-03-23', 'off'], ['GRACE', '2026-03-01', 'off'], ['ACTIVE', '2026-03-11', 'off'],
      ['REAL_NAME_BLOCK', '2026-03-30', 'off'], ['UNBOUND', null, 'off'], ['ACTIVE', '2026-03-14', 'failing'],
    ]);
  });

  it('[G32] has a document that expired yesterday and one that cannot be compared', () => {
    const todayOn = days[0]!;
    const people = trainingSubscribers(todayOn);
    expect(checkDocument({ ...people[23]!.document!, todayOn, allowTrainingRegion: true })).toEqual({ ok: false, problem: { code: 'document-expired', expiredOn: '2026-03-09' } });
    expect(people[24]!.document).toBeNull();
  });

  it('[G32] is written down as it is', () => {
    const page = readFileSync(new URL('../../docs/training-data.md', import.meta.url), 'utf8');
    const people = trainingSubscribers(days[0]!).slice(0, 26);
    for (const [index, { document }] of people.entries()) {
      const row = page.split('\n').find((line) => line.startsWith(`| ${trainingMsisdn(index + 1)} `)) ?? '';
      expect(row).toContain(trainingIccid(index + 1));
      if (document !== null) expect(row).toContain(`${document.type} ${document.number}`);
    }
    for (const { staffId, pin } of trainingStaff) expect(page).toContain(`| ${staffId} | ${pin} |`);
    for (const { planId } of trainingPlans) expect(page).toContain(planId);
  });
});
