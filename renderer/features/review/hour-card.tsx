// The shape of the day: sales or money by hour.
import { useContext, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Review } from '#shared/contract/till/review-channels.ts';
import { fen, formatMoney } from '#shared/domain/fen.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { Card } from '#renderer/ui/card.tsx';
import { Segments } from '#renderer/ui/segments.tsx';
import { BarChart, type Bar } from './bar-chart.tsx';
import { OpenFigureContext } from './figure-button.tsx';
import { shortYuan } from './figures.ts';

export type Measure = 'count' | 'amount';

export function MeasureChoice({ measure, onChoose, testId }: { readonly measure: Measure; readonly onChoose: (measure: Measure) => void; readonly testId: string }): ReactNode {
  const { t } = useTranslation('review');
  return (
    <Segments
        isCompact
      label={t('measure.label')} value={measure} onChoose={onChoose}
      segments={[{ value: 'count', label: t('measure.count'), testId: `${testId}-count` }, { value: 'amount', label: t('measure.amount'), testId: `${testId}-amount` }]}
    />
  );
}

const opening = 9;
const closing = 21;

/** From nine to nine, or wider where something happened earlier or later. */
export function hoursShown(byHour: Review['byHour']): readonly number[] {
  const busy = byHour.map(({ hour }) => hour);
  const [first, last] = [Math.min(opening, ...busy), Math.max(closing, ...busy)];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

export function HourCard({ byHour }: { readonly byHour: Review['byHour'] }): ReactNode {
  const { t } = useTranslation('review');
  const locale = useLocale();
  const open = useContext(OpenFigureContext);
  const [measure, setMeasure] = useState<Measure>('count');
  const bars = hoursShown(byHour).map((hour): Bar => {
    const { count, amountFen } = byHour.find((share) => share.hour === hour) ?? { count: 0, amountFen: fen(0) };
    return {
      id: `hour-${hour}`, label: String(hour), size: measure === 'count' ? count : amountFen, text: measure === 'count' ? String(count) : shortYuan(amountFen, locale),
      sentence: t('hourBar', { hour, count, amount: formatMoney(amountFen) }),
      onPress: open === null ? null : () => open({ figure: 'by-hour', key: String(hour), part: t('hourPart', { hour: String(hour).padStart(2, '0') }), amountFen, count }),
    };
  });
  return (
    <Card title={t('byHour')} aside={<MeasureChoice measure={measure} onChoose={setMeasure} testId="hours" />} testId="review-by-hour">
      <BarChart label={t('byHour')} bars={bars} testId="hour-bars" />
    </Card>
  );
}
