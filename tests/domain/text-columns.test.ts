import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsOf, padBetween, wrapColumns } from '#shared/domain/text-columns.ts';

describe('text-columns', () => {
  it.each([
    ['中端套餐 1个月', 14], ['60.00', 5], ['·', 2], ['￥', 2], ['，', 2], ['Ａ', 2], ['𬭊', 2], ['', 0], ['e\u0301', 1], ['a\u200Bb', 2], ['~', 1],
  ])('[SL1] "%s" takes %i columns', (text, columns) => {
    expect(columnsOf(text)).toBe(columns);
  });

  it('[SL3] sets a plan and its price on one line of 32 columns', () => {
    expect(padBetween('中端套餐 1个月', '60.00', 32)).toBe(`中端套餐 1个月${' '.repeat(13)}60.00`);
  });

  it.each([
    ['exactly one space left', 'A'.repeat(26), '60.00', `${'A'.repeat(26)} 60.00`],
    ['no space left', 'A'.repeat(27), '60.00', `${'A'.repeat(27)}\n${' '.repeat(27)}60.00`],
    ['two lines of text', '中'.repeat(18), '60.00', `${'中'.repeat(16)}\n中中${' '.repeat(23)}60.00`],
    ['nothing on the left', '', '60.00', `${' '.repeat(27)}60.00`],
    ['nothing on the right', '合计', '', `合计${' '.repeat(28)}`],
    ['too much on the right', '流水', '1'.repeat(33), `流水\n${'1'.repeat(32)}\n${' '.repeat(31)}1`],
  ])('[SL3] keeps the amount whole and at the right edge: %s', (_case, left, right, expected) => {
    expect(padBetween(left, right, 32)).toBe(expected);
  });

  it.each([
    ['本单据不作为发票使用', 8, ['本单据不', '作为发票', '使用']],
    ['中文a中文', 5, ['中文a', '中文']],
    ['a中文', 4, ['a中', '文']],
    ['valid until', 8, ['valid', 'until']],
    ['abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['one\ntwo', 8, ['one', 'two']],
    ['', 8, ['']],
    ['一\u0301二三', 4, ['一\u0301二', '三']],
  ])('[SL2] cuts "%s" at %i columns', (text, columns, lines) => {
    expect(wrapColumns(text, columns)).toEqual(lines);
  });

  it('[SL2] makes no line wider than the paper, and loses nothing but spaces', () => {
    const text = fc.string({ unit: fc.oneof(fc.constantFrom('中', '￥', '·', ' ', 'a', '1', '.', '𬭊'), fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 })) });
    fc.assert(fc.property(text, fc.integer({ min: 2, max: 48 }), (any, columns) => {
      const lines = wrapColumns(any, columns);
      expect(Math.max(...lines.map(columnsOf))).toBeLessThanOrEqual(columns);
      expect(lines.join('').replaceAll(' ', '')).toBe(any.replaceAll(' ', ''));
    }));
  });

  it('[SL3] ends every line pair at the right edge', () => {
    const text = fc.string({ unit: fc.constantFrom('中', '·', ' ', 'a', '1') });
    fc.assert(fc.property(text, fc.stringMatching(/^[0-9]{1,9}\.[0-9]{2}$/), fc.constantFrom(32, 42, 48), (left, right, columns) => {
      const lines = padBetween(left, right, columns).split('\n');
      expect(columnsOf(lines.at(-1) ?? '')).toBe(columns);
      expect(lines.at(-1)?.endsWith(right)).toBe(true);
      expect(lines.every((line) => columnsOf(line) <= columns)).toBe(true);
    }));
  });
});
