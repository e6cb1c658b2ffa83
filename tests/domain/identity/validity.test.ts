import { describe, expect, it } from 'vitest';
import { ageOn } from '#shared/domain/identity/age.ts';
import { checkDocument } from '#shared/domain/identity/check-document.ts';
import { isExpiredOn, isValidityUsual, validityYearsByAge } from '#shared/domain/identity/document-validity.ts';
import { aDate } from '../a-date.ts';

describe('identity/age', () => {
  it.each([
    ['2016-02-28', 15],
    ['2016-02-29', 16],
    ['2018-02-28', 17],
    ['2018-03-01', 18],
  ])('[ID18] who was born on 2000-02-29 is, on %s, aged %i', (onDate, age) => {
    expect(ageOn(aDate('2000-02-29'), aDate(onDate))).toBe(age);
  });

  it('[ID18] counts a year on the birthday itself', () => {
    expect([ageOn(aDate('1990-03-07'), aDate('2026-03-06')), ageOn(aDate('1990-03-07'), aDate('2026-03-07'))]).toEqual([35, 36]);
  });
});

describe('identity/document-validity', () => {
  it.each([
    ['2026-11-24', '2026-11-23', false],
    ['2026-11-24', '2026-11-24', false],
    ['2026-11-24', '2026-11-25', true],
  ])('[ID16] a document valid until %s, looked at on %s: expired is %s', (expiresOn, todayOn, expired) => {
    expect(isExpiredOn(aDate(expiresOn), aDate(todayOn))).toBe(expired);
  });

  it('[ID16] a document without end never expires', () => {
    expect(isExpiredOn('LONG_TERM', aDate('9999-12-31'))).toBe(false);
  });

  it.each([
    [0, 5], [15, 5], [16, 10], [25, 10], [26, 20], [45, 20], [46, 'LONG_TERM'], [99, 'LONG_TERM'],
  ] as const)('[ID17] issued at %i it is valid for %s', (age, years) => {
    expect(validityYearsByAge(age)).toBe(years);
  });

  it.each([
    ['1990-03-07', '2036-11-24', true, '20 years from 26'],
    ['1990-03-07', '2026-12-01', false, '10 years at 26, or 20 years at 16'],
    ['1990-03-07', '2026-03-01', true, '10 years from 2016-03-01, at 25'],
    ['1990-03-07', '2036-03-07', true, '20 years from the 26th birthday'],
    ['1990-03-07', '2050-01-01', false, 'issued in the future'],
    ['1990-03-07', 'LONG_TERM', false, 'without end at 36'],
    ['1980-11-24', 'LONG_TERM', true, 'without end at 46'],
    ['2015-01-01', '2030-06-01', true, '5 years from 10'],
    ['2015-01-01', '2035-06-01', false, '10 years at 10'],
  ])('[ID17] born %s, valid until %s: usual is %s (%s)', (birthOn, expiresOn, usual) => {
    expect(isValidityUsual(aDate(birthOn), expiresOn === 'LONG_TERM' ? expiresOn : aDate(expiresOn), aDate('2026-11-24'))).toBe(usual);
  });

  it('[ID17] an unusual end is a hint and refuses nothing; [ID16] a past one refuses', () => {
    const card = { type: 'RESIDENT_ID', number: '999999199003070012', todayOn: aDate('2026-11-24'), allowTrainingRegion: true } as const;
    expect(checkDocument({ ...card, expiresOn: 'LONG_TERM' })).toMatchObject({ ok: true, value: { expiresOn: 'LONG_TERM', hints: ['validity-unusual'] } });
    expect(checkDocument({ ...card, expiresOn: aDate('2036-03-10') })).toMatchObject({ ok: true, value: { hints: [] } });
    expect(checkDocument({ ...card, expiresOn: aDate('2026-11-23') })).toEqual({
      ok: false, problem: { code: 'document-expired', expiredOn: '2026-11-23' },
    });
  });

  it('[ID22] points out a holder below 14 up to the day before the birthday', () => {
    const card = { type: 'RESIDENT_ID', number: '999999200002290019', allowTrainingRegion: true } as const;
    expect(checkDocument({ ...card, todayOn: aDate('2014-02-28') })).toMatchObject({ ok: true, value: { ageYears: 13, hints: ['holder-below-14'] } });
    expect(checkDocument({ ...card, todayOn: aDate('2014-03-01') })).toMatchObject({ ok: true, value: { ageYears: 14, hints: [] } });
  });
});
