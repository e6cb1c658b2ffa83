// Figures in words and short: changes, amounts on bars, months, order of a table, the statement file.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeOf, monthsOfTrend, shortYuan } from '#renderer/features/review/figures.ts';
import { hoursShown } from '#renderer/features/review/hour-card.tsx';
import { longestStatement, statementText } from '#renderer/features/review/read-statement.ts';
import { sorted } from '#renderer/features/review/sortable-table.tsx';
import { detailKeyOf, kindKeyOf, storyTypeOf, valueKeyOf } from '#renderer/features/review/story-words.ts';
import { fen } from '#shared/domain/fen.ts';
import { trend } from '#tests/renderer/support/review-samples.ts';

describe('review/figures', () => {
  it('compares, with no per cent of nothing', () => {
    expect([changeOf(118, 100), changeOf(50, 100), changeOf(7, 7), changeOf(1, 0), changeOf(0, 0), changeOf(1001, 1000)]).toEqual([
      { direction: 'up', percent: 18 }, { direction: 'down', percent: 50 }, { direction: 'same', percent: 0 }, { direction: 'up', percent: null }, { direction: 'same', percent: 0 },
      { direction: 'up', percent: 0 },
    ]);
  });

  it('keeps amounts on bars short in both languages', () => {
    expect([fen(99_949), fen(1_234_500), fen(123_450_000), fen(-1_500_000)].map((amount) => shortYuan(amount, 'zh-CN'))).toEqual(['999', '1.2万', '123万', '-1.5万']);
    expect([fen(99_949), fen(123_450), fen(15_000_000), fen(123_450_000)].map((amount) => shortYuan(amount, 'en'))).toEqual(['999', '1.2k', '150k', '1.2M']);
  });

  it('adds the days of a month up to the fen, and keeps months without any', () => {
    const months = monthsOfTrend(trend, ['2025-10', '2025-11']);
    const november = trend.filter(({ businessDate }) => businessDate.startsWith('2025-11'));
    expect(months).toEqual([{ month: '2025-10', saleCount: 0, netFen: 0 }, { month: '2025-11', saleCount: november.reduce((sum, day) => sum + day.saleCount, 0), netFen: november.reduce((sum, day) => sum + day.netFen, 0) }]);
  });

  it('shows nine to nine, and every hour in which something happened', () => {
    const at = (hour: number) => ({ hour, count: 1, amountFen: fen(100) });
    expect([hoursShown([]).length, hoursShown([at(7)]).at(0), hoursShown([at(23)]).at(-1)]).toEqual([13, 7, 23]);
  });
});

describe('review/sorting', () => {
  it('sorts every table both ways without losing a row', () => {
    fc.assert(fc.property(fc.array(fc.record({ n: fc.integer(), s: fc.string() })), (rows) => {
      const up = sorted(rows, (row) => row.n, false).map((row) => row.n);
      expect(up).toEqual(rows.map((row) => row.n).toSorted((a, b) => a - b));
      expect(sorted(rows, (row) => row.n, true).map((row) => row.n)).toEqual(up.toReversed());
      expect(sorted(rows, undefined, true)).toBe(rows);
    }), { numRuns: 100 });
  });
});

describe('review/statement-file', () => {
  const gbk = new Uint8Array([0xce, 0xa2, 0xd0, 0xc5, 0x2c, 0x36, 0x30]);

  it('reads UTF-8 with or without its mark, GBK, and UTF-16 with its mark', () => {
    const utf8 = new TextEncoder().encode('微信,60');
    const utf16 = new Uint8Array([0xff, 0xfe, 0xae, 0x5f, 0xe1, 0x4f]);
    expect([utf8, new Uint8Array([0xef, 0xbb, 0xbf, ...utf8]), gbk].map((bytes) => statementText(bytes))).toEqual([1, 2, 3].map(() => ({ ok: true, text: '微信,60' })));
    expect(statementText(utf16)).toEqual({ ok: true, text: '微信' });
  });

  it('says what is wrong with a file that is no statement', () => {
    const files = [new Uint8Array(0), new TextEncoder().encode(' \n'), new Uint8Array([0x50, 0x4b, 3, 4, 1]), new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]), new Uint8Array([1, 0, 2, 0]), new Uint8Array([0xff, 0xff, 0x80]), new Uint8Array(longestStatement + 1).fill(65)];
    expect(files.map((bytes) => statementText(bytes))).toEqual(['empty', 'empty', 'excel', 'excel', 'binary', 'binary', 'tooLong'].map((fault) => ({ ok: false, fault })));
  });
});

describe('review/story-words', () => {
  it('finds the words of codes and keeps to itself what it does not know', () => {
    expect([storyTypeOf('sale.completed'), storyTypeOf('toString'), kindKeyOf('tender-back'), kindKeyOf('sale.completed'), detailKeyOf('reason'), detailKeyOf('invoiceToken'), valueKeyOf('not-comparable'), valueKeyOf('refund.start'), valueKeyOf(true), valueKeyOf('XP-80')])
      .toEqual(['sale_completed', 'other', 'tender-back', null, 'reason', null, 'notComparable', 'refundStart', 'yes', null]);
  });
});
