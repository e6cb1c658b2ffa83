import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDocument } from '#shared/domain/identity/check-document.ts';
import { checkCharacterOf } from '#shared/domain/identity/eighteen-characters.ts';
import type { DocumentType } from '#shared/domain/identity/document-type.ts';
import { aDate } from '../a-date.ts';

const todayOn = aDate('2026-11-24');
const check = (number: string, type: DocumentType = 'RESIDENT_ID', allowTrainingRegion = true) =>
  checkDocument({ type, number, todayOn, allowTrainingRegion });
const codeOf = (number: string, type: DocumentType = 'RESIDENT_ID', allowTrainingRegion = true) => {
  const result = check(number, type, allowTrainingRegion);
  return result.ok ? 'ok' : result.problem.code;
};

describe('identity/resident-id', () => {
  it('[ID3] works out the check character of the worked example', () => {
    expect(checkCharacterOf('99999919900307001')).toBe('2');
  });

  it('[ID3] reads birth date, sex and age from a valid number', () => {
    expect(check('999999199003070012')).toEqual({
      ok: true,
      value: {
        type: 'RESIDENT_ID',
        normalised: '999999199003070012',
        birthOn: '1990-03-07',
        ageYears: 36,
        sex: 'M',
        masked: '999***********0012',
        samePersonKey: '999999199003070012',
        hints: [],
      },
    });
  });

  it.each([
    ['999999199003070012', '1990-03-07', 'M'],
    ['999999199003070020', '1990-03-07', 'F'],
    ['999999200002290019', '2000-02-29', 'M'],
    ['999999197911240014', '1979-11-24', 'M'],
  ])('[ID5] takes %s in training', (number, birthOn, sex) => {
    expect(check(number)).toMatchObject({ ok: true, value: { normalised: number, birthOn, sex } });
  });

  it.each([
    '999999199003070020', '999999199003070071', '999999199003070012', '999999199003070063', '999999199003070194',
    '999999199003070055', '999999199003070186', '999999199003070047', '999999199003070098', '999999199003070039',
    '99999919900307008X',
  ])('[ID3] takes %s: there is one number per check character', (number) => {
    expect(codeOf(number)).toBe('ok');
  });

  it.each(['99999919900307008x', '９９９９９９１９９００３０７００８Ｘ', '９９９９９９１９９００３０７００８ｘ', '  99999919900307008X ', '999999 19900307 008X', '999999-19900307-008x'])(
    '[ID2] reads "%s" as the plain number',
    (number) => {
      expect(check(number)).toMatchObject({ ok: true, value: { normalised: '99999919900307008X' } });
    },
  );

  it.each([
    ['999999199003070011', 'document-check-digit', '[ID3]'],
    ['999999190903070012', 'document-check-digit', '[ID3]'],
    ['999999190002290012', 'document-date-invalid', '[ID6]'],
    ['99999920230229001X', 'document-date-invalid', '[ID6]'],
    ['999999199002300015', 'document-date-invalid', '[ID6]'],
    ['999999209901010018', 'document-birth-future', '[ID6]'],
    ['190101199003070016', 'document-region-unknown', '[ID4]'],
    ['99999919900307', 'document-length', '[ID3]'],
    ['9999991990030700120', 'document-length', '[ID3]'],
    ['', 'document-length', '[ID3]'],
    ['9999991990030700A2', 'document-format', '[ID3]'],
    ['X99999199003070012', 'document-format', '[ID3]'],
    ['999999900307001', 'document-15-digit', '[ID7]'],
  ])('refuses "%s" as %s %s', (number, code) => {
    expect(codeOf(number)).toBe(code);
  });

  it('[ID3] finds two digits swapped where the check character would have been 7', () => {
    expect(codeOf('999999190903070017')).toBe('ok');
  });

  it('[ID5] refuses the training region outside training, whatever the rest says', () => {
    expect(codeOf('999999199003070012', 'RESIDENT_ID', false)).toBe('document-training-only');
  });

  it.each(['TEMP_RESIDENT_ID', 'HOUSEHOLD_REGISTER'] as const)('[ID3] takes the same number on a %s', (type) => {
    expect(codeOf('999999199003070012', type)).toBe('ok');
  });

  it.each([
    ['810000190001010018', 'HKMO_RESIDENCE_PERMIT'],
    ['820000190001010028', 'HKMO_RESIDENCE_PERMIT'],
    ['830000190001010038', 'TW_RESIDENCE_PERMIT'],
    ['911999199001010014', 'FOREIGN_PR_CARD'],
  ] as const)('[ID1] says that %s belongs to a %s', (number, actualType) => {
    expect(check(number)).toEqual({ ok: false, problem: { code: 'document-other-type', actualType } });
  });

  it('[ID3] notices any single wrong digit and any swap of two different neighbours', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 999 }), (at, by, sequence) => {
      const first17 = `99999919900307${String(sequence).padStart(3, '0')}`;
      const number = first17 + checkCharacterOf(first17);
      const wrong = number.slice(0, at) + String((Number(number.charAt(at)) + by) % 10) + number.slice(at + 1);
      expect(codeOf(wrong)).toBe('document-check-digit');
      const [a, b] = [number.charAt(at), number.charAt(at + 1)];
      if (a !== b) expect(codeOf(number.slice(0, at) + b + a + number.slice(at + 2))).not.toBe('ok');
    }));
  });

  it('[ID6] takes exactly the dates of the calendar up to today', () => {
    fc.assert(fc.property(fc.integer({ min: 1900, max: 2026 }), fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 99 }), (year, month, date) => {
      const first17 = `999999${year}${String(month).padStart(2, '0')}${String(date).padStart(2, '0')}001`;
      const text = `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
      const exists = !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
      const expected = exists ? (text <= todayOn ? 'ok' : 'document-birth-future') : 'document-date-invalid';
      expect(codeOf(first17 + checkCharacterOf(first17))).toBe(expected);
    }));
  });
});
