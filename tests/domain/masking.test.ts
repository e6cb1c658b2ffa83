import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskDocumentNumber, maskName } from '#shared/domain/masking.ts';
import { maskMsisdn, parseMsisdn } from '#shared/domain/msisdn.ts';

const visible = (text: string) => [...text].filter((character) => character !== '*').length;

describe('masking', () => {
  it.each([
    ['张三', '张*'],
    ['欧阳测试', '欧***'],
    ['阿依古丽·买买提', '阿****'],
    ['TESTER ALPHA', 'T*****'],
    [' 张三 ', '张*'],
    ['𬭊三', '𬭊*'],
    ['LI', 'L*'],
    ['张', '*'],
    ['', ''],
  ])('[ID19] shows the name "%s" as "%s"', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  it.each([
    ['999999199003070012', '999***********0012'],
    ['X00000001', 'X*****001'],
    ['H0000000100', 'H*******100'],
    ['00000001', '0****001'],
    ['X000001', 'X******'],
    ['7', '*'],
    ['', ''],
  ])('[ID20] shows the document number %s as %s', (number, masked) => {
    expect(maskDocumentNumber(number)).toBe(masked);
  });

  it('[ID20] never shows more than half of a number, nor more than seven characters', () => {
    fc.assert(fc.property(fc.stringMatching(/^[0-9A-Z]{0,60}$/), (number) => {
      const masked = maskDocumentNumber(number);
      expect(masked).toHaveLength(number.length);
      expect(visible(masked)).toBeLessThanOrEqual(Math.min(7, Math.ceil(number.length / 2)));
    }));
  });

  it('[ID19] never shows more than one character of a name, nor how long a long one is', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      const masked = maskName(name.replaceAll('*', ''));
      expect(visible(masked)).toBeLessThanOrEqual(1);
      expect([...masked].length).toBeLessThanOrEqual(6);
    }));
  });

  it('[NUM9] hides the middle four digits of every phone number', () => {
    fc.assert(fc.property(fc.stringMatching(/^1[3-9][0-9]{9}$/), (number) => {
      const phone = parseMsisdn(number);
      if (!phone.ok) throw new Error(number);
      expect(maskMsisdn(phone.value.msisdn)).toBe(`${number.slice(0, 3)}****${number.slice(-4)}`);
    }));
  });
});
