// Figures as the review shows them: changes against an earlier range, short amounts, and months of a trend.
import type { ReplyValueOf } from '#shared/contract/till-api.ts';
import { sumFen, type Fen } from '#shared/domain/fen.ts';
import type { Locale } from '#shared/contract/values.ts';

export interface Change {
  readonly direction: 'up' | 'down' | 'same';
  /** Whole per cent of what it was; null where there is nothing to take them of, 0 for less than half of one. */
  readonly percent: number | null;
}

/** How a figure stands to what it was before. */
export function changeOf(now: number, before: number): Change {
  if (now === before) return { direction: 'same', percent: 0 };
  return { direction: now > before ? 'up' : 'down', percent: before <= 0 ? null : Math.round((Math.abs(now - before) * 100) / before) };
}

const steps: Readonly<Record<Locale, readonly (readonly [number, string])[]>> = { 'zh-CN': [[1e8, '亿'], [1e4, '万']], en: [[1e6, 'M'], [1e3, 'k']] };

/** An amount for the top of a bar: whole yuan, or three digits with 万, 亿, k or M. */
export function shortYuan(amountFen: Fen, locale: Locale): string {
  const wholeYuan = amountFen / 100;
  for (const [size, sign] of steps[locale]) {
    const share = Math.abs(wholeYuan) / size;
    if (share >= 1) return `${wholeYuan < 0 ? '-' : ''}${share >= 100 ? Math.round(share) : share.toFixed(1)}${sign}`;
  }
  return String(Math.round(wholeYuan));
}

export interface MonthSum {
  /** YYYY-MM. */
  readonly month: string;
  readonly saleCount: number;
  readonly netFen: Fen;
}

/** Sums of the days by month; months without a day between the first and the last are there with nothing. */
export function monthsOfTrend(points: ReplyValueOf<'review.trend'>, months: readonly string[]): readonly MonthSum[] {
  return months.map((month) => {
    const days = points.filter(({ businessDate }) => businessDate.startsWith(month));
    return { month, saleCount: days.reduce((sum, day) => sum + day.saleCount, 0), netFen: sumFen(days.map((day) => day.netFen)) };
  });
}
