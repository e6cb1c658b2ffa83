// Thirteen months, so that the same month a year ago is among them.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { addMonthsAnchored, type BusinessDate } from '#shared/domain/business-date.ts';
import { formatMoney } from '#shared/domain/fen.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { Card } from '#renderer/ui/card.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import { BarChart, type Bar } from './bar-chart.tsx';
import { monthOf, trendRange, type DayRange } from './day-range.ts';
import { monthsOfTrend, shortYuan } from './figures.ts';
import { MeasureChoice, type Measure } from './hour-card.tsx';

const monthCount = 13;

/** A month that is pressed becomes the range of the whole screen. */
export function TrendCard({ todayOn, onChoose }: { readonly todayOn: BusinessDate; readonly onChoose: (range: DayRange) => void }): ReactNode {
  const { t } = useTranslation('review');
  const locale = useLocale();
  const [measure, setMeasure] = useState<Measure>('amount');
  const range = trendRange(todayOn);
  const { value, problem, reload } = useTillQuery('review.trend', range);
  const starts = Array.from({ length: monthCount }, (_, index) => addMonthsAnchored(range.from, index, 1));
  const bars = value === undefined ? [] : monthsOfTrend(value, starts.map((start) => start.slice(0, 7))).map(({ month, saleCount, netFen }, index): Bar => ({
    id: `month-${month}`, label: month.endsWith('-01') || index === 0 ? month : month.slice(5), size: measure === 'count' ? saleCount : netFen,
    text: measure === 'count' ? String(saleCount) : shortYuan(netFen, locale), sentence: t('monthBar', { month, count: saleCount, amount: formatMoney(netFen) }),
    onPress: () => onChoose(monthOf(starts[index] ?? range.from, todayOn)),
  }));
  return (
    <Card title={t('trend')} aside={<MeasureChoice measure={measure} onChoose={setMeasure} testId="trend" />} className="review-wide" testId="review-trend">
      {value === undefined && problem !== null ? <ProblemNotice problem={problem} hasCustomer={false} actions={<PushButton onPress={reload}>{t('again')}</PushButton>} /> : null}
      {value === undefined && problem === null ? <div className="review-bars-room"><Skeleton lines={5} label={t('loading')} /></div> : null}
      {value === undefined ? null : <BarChart label={t('trend')} bars={bars} testId="trend-bars" />}
    </Card>
  );
}
