import { describe, expect, it } from 'vitest';
import { checkDocument, readDocument } from '#shared/domain/identity/check-document.ts';
import type { DocumentType } from '#shared/domain/identity/document-type.ts';
import { checkCharacterOf } from '#shared/domain/identity/eighteen-characters.ts';
import { icaoCheckDigit } from '#shared/domain/identity/icao-check-digit.ts';
import { aDate } from '../a-date.ts';

const todayOn = aDate('2026-11-24');
const check = (type: DocumentType, number: string, allowTrainingRegion = true) =>
  checkDocument({ type, number, todayOn, allowTrainingRegion });
const codeOf = (type: DocumentType, number: string, allowTrainingRegion = true) => {
  const result = check(type, number, allowTrainingRegion);
  return result.ok ? 'ok' : result.problem.code;
};
const eighteen = (first17: string) => first17 + checkCharacterOf(first17);

describe('identity/residence-permit', () => {
  it.each([
    ['HKMO_RESIDENCE_PERMIT', '810000190001010018'],
    ['HKMO_RESIDENCE_PERMIT', '820000190001010028'],
    ['TW_RESIDENCE_PERMIT', '830000190001010038'],
  ] as const)('[ID8] takes the %s %s', (type, number) => {
    expect(check(type, number)).toMatchObject({ ok: true, value: { type, normalised: number, birthOn: '1900-01-01', samePersonKey: number } });
  });

  it('[ID8] refuses a wrong check character', () => {
    expect(codeOf('HKMO_RESIDENCE_PERMIT', '810000190001010017')).toBe('document-check-digit');
  });

  it.each([
    ['HKMO_RESIDENCE_PERMIT', '830000190001010038', 'TW_RESIDENCE_PERMIT'],
    ['TW_RESIDENCE_PERMIT', '810000190001010018', 'HKMO_RESIDENCE_PERMIT'],
    ['TW_RESIDENCE_PERMIT', '999999199003070012', 'RESIDENT_ID'],
  ] as const)('[ID1] a %s numbered %s is a %s', (type, number, actualType) => {
    expect(check(type, number)).toEqual({ ok: false, problem: { code: 'document-other-type', actualType } });
  });
});

describe('identity/travel-permit', () => {
  it.each([
    ['H00000001', 'H00000001'],
    ['H0000000100', 'H00000001'],
    ['M0000000201', 'M00000002'],
    ['h-000 00001', 'H00000001'],
  ])('[ID9] takes %s and compares persons by %s', (number, samePersonKey) => {
    expect(check('HKMO_TRAVEL_PERMIT', number)).toMatchObject({ ok: true, value: { samePersonKey, hints: [] } });
  });

  it.each([
    ['H0000001', 'document-length'],
    ['H000000010', 'document-length'],
    ['X00000001', 'document-format'],
    ['H0000000A', 'document-format'],
  ])('[ID9] refuses %s as %s', (number, code) => {
    expect(codeOf('HKMO_TRAVEL_PERMIT', number)).toBe(code);
  });

  it.each(['00000001', '0000000100', '00000001000', 'T00000001000'])('[ID10] takes %s of Taiwan', (number) => {
    expect(codeOf('TW_TRAVEL_PERMIT', number)).toBe('ok');
  });

  it.each([
    ['0000001', 'document-length'],
    ['000000001', 'document-length'],
    ['0000000000001', 'document-length'],
    ['A0000001', 'document-format'],
    ['ABCDEFGHIJ', 'document-format'],
    ['00000001-<', 'document-length'],
  ])('[ID10] refuses %s as %s', (number, code) => {
    expect(codeOf('TW_TRAVEL_PERMIT', number)).toBe(code);
  });
});

describe('identity/foreign-pr-card', () => {
  it.each([
    ['911999199001010014', '1990-01-01', 'M'],
    ['911999200002290025', '2000-02-29', 'F'],
    ['91199919900101009X', '1990-01-01', 'M'],
  ])('[ID11] takes %s of 2023', (number, birthOn, sex) => {
    expect(check('FOREIGN_PR_CARD', number)).toMatchObject({ ok: true, value: { normalised: number, birthOn, sex } });
  });

  it.each([
    ['911999199002300013', 'document-date-invalid'],
    ['911999199001010015', 'document-check-digit'],
    [eighteen('91984019900101001'), 'document-region-unknown'],
    [eighteen('91100119900101001'), 'document-region-unknown'],
    ['91199919900101001', 'document-length'],
  ])('[ID11] refuses %s as %s', (number, code) => {
    expect(codeOf('FOREIGN_PR_CARD', number)).toBe(code);
  });

  it('[ID11] takes a country of ISO 3166 outside training, and [ID5] the training country only in training', () => {
    expect(codeOf('FOREIGN_PR_CARD', eighteen('91184019900101001'), false)).toBe('ok');
    expect(codeOf('FOREIGN_PR_CARD', '911999199001010014', false)).toBe('document-training-only');
  });

  it('[ID1] a citizen number is not that of a foreigner, and the training region comes before the leading 9', () => {
    expect(check('FOREIGN_PR_CARD', '999999199003070012')).toEqual({
      ok: false, problem: { code: 'document-other-type', actualType: 'RESIDENT_ID' },
    });
  });

  it.each([
    ['UTO110090010111', '1990-01-01'],
    ['UTO310085123123', '1985-12-31'],
  ])('[ID12] takes %s of 2017', (number, birthOn) => {
    expect(check('FOREIGN_PR_CARD', number)).toEqual({
      ok: true,
      value: {
        type: 'FOREIGN_PR_CARD', normalised: number, birthOn, ageYears: birthOn === '1990-01-01' ? 36 : 40,
        masked: `U***********${number.slice(-3)}`, samePersonKey: number, hints: [],
      },
    });
  });

  it.each([
    ['UTO110090010112', 'document-check-digit'],
    ['UT1110090010111', 'document-format'],
    [`UTO1900900101${1}${icaoCheckDigit('UTO19009001011')}`, 'document-region-unknown'],
    [`UTO1100900230${1}${icaoCheckDigit('UTO11009002301')}`, 'document-date-invalid'],
  ])('[ID12] refuses %s as %s', (number, code) => {
    expect(codeOf('FOREIGN_PR_CARD', number)).toBe(code);
  });

  it('[ID5] refuses the specimen state outside training', () => {
    expect(codeOf('FOREIGN_PR_CARD', 'UTO110090010111', false)).toBe('document-training-only');
  });
});

describe('identity/passport', () => {
  const specimen = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10';
  const nameLine = 'P<XXATESTER<<ALPHA<BETA<<<<<<<<<<<<<<<<<<<<<';
  const own = `${nameLine}\nX000000012XXA9003071F3503063<<<<<<<<<<<<<<<6`;
  const dataLine = (country: string, birth: string, expiry: string, sex = 'F') => {
    const withCheck = (field: string) => field + icaoCheckDigit(field);
    const number = withCheck('X00000001');
    const rest = withCheck(expiry) + withCheck('<'.repeat(14));
    return `${number}${country}${withCheck(birth)}${sex}${rest}${icaoCheckDigit(number + withCheck(birth) + rest)}`;
  };

  it('[ID13] reads both lines, and takes the number as if it had been typed', () => {
    expect(check('PASSPORT', own)).toEqual({
      ok: true,
      value: {
        type: 'PASSPORT', normalised: 'X00000001', birthOn: '1990-03-07', ageYears: 36, sex: 'F', expiresOn: '2035-03-06',
        masked: 'X*****001', samePersonKey: 'X00000001', hints: [],
      },
    });
  });

  it('[ID14] a number alone gives the same number and person, with the hint that nothing was checked', () => {
    expect(check('PASSPORT', ' x0000-0001 ')).toEqual({
      ok: true,
      value: {
        type: 'PASSPORT', normalised: 'X00000001', masked: 'X*****001', samePersonKey: 'X00000001', hints: ['number-unchecked'],
      },
    });
  });

  it.each([own.replace('\n', ''), own.toLowerCase(), own.replace('\n', '\r\n'), own.replaceAll('<', '＜')])(
    '[ID2] reads the lines however they were joined: %j',
    (text) => {
      expect(check('PASSPORT', text)).toMatchObject({ ok: true, value: { normalised: 'X00000001' } });
    },
  );

  it('[ID13] reads the published specimen; [ID16] it has long expired', () => {
    expect(check('PASSPORT', specimen)).toEqual({ ok: false, problem: { code: 'document-expired', expiredOn: '2012-04-15' } });
    expect(readDocument({ type: 'PASSPORT', number: specimen, todayOn, allowTrainingRegion: true })).toMatchObject({
      ok: true, value: { normalised: 'L898902C3', birthOn: '1974-08-12', sex: 'F', expiresOn: '2012-04-15', hints: [] },
    });
  });

  it('[ID5] refuses the specimen state outside training', () => {
    expect(codeOf('PASSPORT', specimen, false)).toBe('document-training-only');
    expect(codeOf('PASSPORT', own, false)).toBe('ok');
  });

  it.each([
    ['number and composite', `${nameLine}\nX000000013XXA9003071F3503063<<<<<<<<<<<<<<<6`],
    ['birth', `${nameLine}\nX000000012XXA9003072F3503063<<<<<<<<<<<<<<<6`],
    ['expiry', `${nameLine}\nX000000012XXA9003071F3503064<<<<<<<<<<<<<<<6`],
    ['composite', `${nameLine}\nX000000012XXA9003071F3503063<<<<<<<<<<<<<<<7`],
    ['personal number', `${nameLine}\nX000000012XXA9003071F3503063ZE184226B<<<<<20`],
  ])('[ID13] finds a wrong check digit of the %s', (_field, text) => {
    expect(codeOf('PASSPORT', text)).toBe('document-check-digit');
  });

  it.each([
    dataLine('XXA', '900230', '350306'), dataLine('XXA', '900431', '350306'), dataLine('XXA', '901301', '350306'),
    dataLine('XXA', '900307', '350229'), dataLine('XXA', '900307', '<<<<<<'),
  ])('[ID13] finds a date that does not exist behind right check digits: %s', (line) => {
    expect(codeOf('PASSPORT', `${nameLine}\n${line}`)).toBe('document-date-invalid');
  });

  it.each([
    ['261124', '2026-11-24'],
    ['261125', '1926-11-25'],
    ['000229', '2000-02-29'],
  ])('[ID15] takes the two-digit birth date %s for %s', (birth, birthOn) => {
    expect(check('PASSPORT', `${nameLine}\n${dataLine('XXA', birth, '350306')}`)).toMatchObject({ ok: true, value: { birthOn } });
  });

  it('[ID13] takes an unknown part of the birth date, an unstated sex and an unlisted country with hints', () => {
    const result = check('PASSPORT', `${nameLine}\n${dataLine('ZZZ', '9003<<', '350306', '<')}`);
    expect(result).toEqual({
      ok: true,
      value: {
        type: 'PASSPORT', normalised: 'X00000001', expiresOn: '2035-03-06', masked: 'X*****001', samePersonKey: 'X00000001',
        hints: ['country-unlisted', 'birth-date-incomplete'],
      },
    });
  });

  it('[ID16] believes the lines more than what was typed beside them', () => {
    const document = { type: 'PASSPORT', number: own, todayOn, allowTrainingRegion: true } as const;
    expect(checkDocument({ ...document, expiresOn: aDate('2020-01-01') })).toMatchObject({
      ok: true, value: { expiresOn: '2035-03-06', hints: ['expiry-differs'] },
    });
    expect(checkDocument({ ...document, todayOn: aDate('2035-03-07'), expiresOn: 'LONG_TERM' })).toEqual({
      ok: false, problem: { code: 'document-expired', expiredOn: '2035-03-06' },
    });
  });

  it.each([
    ['X001', 'document-length'],
    ['X000000012', 'document-length'],
    ['ABCDEFGH', 'document-format'],
    ['X0000.001', 'document-format'],
    [`${nameLine}`, 'document-length'],
    [`${own}<`, 'document-length'],
    [own.replace('P<XXA', 'V<XXA'), 'document-format'],
    [own.replace('ALPHA', 'ÄLPHA'), 'document-format'],
  ])('[ID14] refuses %j as %s', (number, code) => {
    expect(codeOf('PASSPORT', number)).toBe(code);
  });
});

describe('identity/other-document', () => {
  it.each([
    ['MILITARY_ID', '军字第0000001号'],
    ['POLICE_ID', '0000001'],
    ['OTHER', 'ab-0001'],
  ] as const)('[ID21] takes a %s by its shape', (type, number) => {
    expect(check(type, number)).toMatchObject({ ok: true, value: { type, hints: ['number-unchecked'] } });
  });

  it.each([
    ['001', 'document-length'],
    ['0'.repeat(31), 'document-length'],
    ['ABCDE', 'document-format'],
    ['AB#001', 'document-format'],
  ])('[ID21] refuses %s as %s', (number, code) => {
    expect(codeOf('OTHER', number)).toBe(code);
  });
});
