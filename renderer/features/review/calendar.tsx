// A month of days to choose one or two from, all by keyboard.
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, addMonthsAnchored, compareDates, dayOfMonth, type BusinessDate } from '#shared/domain/business-date.ts';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { firstOfMonth, rangeBetween, rangeText, weekdayOf, type DayRange } from './day-range.ts';
import { ReviewSheet } from './review-sheet.tsx';

export interface CalendarProps {
  readonly range: DayRange;
  readonly todayOn: BusinessDate;
  readonly onChoose: (range: DayRange) => void;
  readonly onClose: () => void;
}

const weekdays = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7'] as const;
const weeks = [0, 1, 2, 3, 4, 5] as const;

/** The day that a key leads to from another; null: the key does not move. */
export function dayByKey(key: string, date: BusinessDate): BusinessDate | null {
  switch (key) {
    case 'ArrowLeft': return addDays(date, -1);
    case 'ArrowRight': return addDays(date, 1);
    case 'ArrowUp': return addDays(date, -7);
    case 'ArrowDown': return addDays(date, 7);
    case 'PageUp': return addMonthsAnchored(date, -1, dayOfMonth(date));
    case 'PageDown': return addMonthsAnchored(date, 1, dayOfMonth(date));
    case 'Home': return addDays(date, 1 - weekdayOf(date));
    case 'End': return addDays(date, 7 - weekdayOf(date));
    default: return null;
  }
}

interface DayProps {
  readonly date: BusinessDate;
  readonly shown: DayRange;
  readonly hasFocus: boolean;
  readonly isOutside: boolean;
  readonly todayOn: BusinessDate;
  readonly onPick: (date: BusinessDate) => void;
}

function Day({ date, shown, hasFocus, isOutside, todayOn, onPick }: DayProps): ReactNode {
  const isIn = compareDates(date, shown.from) >= 0 && compareDates(date, shown.to) <= 0;
  return (
    <td aria-selected={isIn} data-in={isIn} data-end={date === shown.from || date === shown.to}>
      <button
        type="button" tabIndex={hasFocus ? 0 : -1} disabled={compareDates(date, todayOn) > 0} aria-current={date === todayOn ? 'date' : undefined}
        data-date={date} data-outside={isOutside} onClick={() => onPick(date)}
      >
        {/* Inside, not as a label: a label would have to hold the short number word for word. */}
        <span aria-hidden="true">{dayOfMonth(date)}</span><span className="visually-hidden">{date}</span>
      </button>
    </td>
  );
}

function Head({ month, todayOn, onMonth }: { readonly month: BusinessDate; readonly todayOn: BusinessDate; readonly onMonth: (step: 1 | -1) => void }): ReactNode {
  const { t } = useTranslation('review');
  return (
    <div className="review-calendar-head">
      <PushButton isModal testId="calendar-previous" onPress={() => onMonth(-1)}><span aria-hidden="true">←</span><span className="visually-hidden">{t('days.previousMonth')}</span></PushButton>
      <span aria-live="polite">{t('days.month', { year: month.slice(0, 4), month: month.slice(5, 7) })}</span>
      <PushButton isModal testId="calendar-next" isDisabled={month >= firstOfMonth(todayOn)} onPress={() => onMonth(1)}><span aria-hidden="true">→</span><span className="visually-hidden">{t('days.nextMonth')}</span></PushButton>
    </div>
  );
}

/** The first press begins a range, the second ends it; days to come cannot be chosen. */
export function Calendar({ range, todayOn, onChoose, onClose }: CalendarProps): ReactNode {
  const { t } = useTranslation('review');
  const [at, setAt] = useState(range.to);
  const [start, setStart] = useState<BusinessDate | null>(null);
  const grid = useRef<HTMLTableElement>(null);
  const month = firstOfMonth(at);
  const firstShown = addDays(month, 1 - weekdayOf(month));
  const go = (to: BusinessDate): void => setAt(compareDates(to, todayOn) > 0 ? todayOn : to);
  useEffect(() => grid.current?.querySelector<HTMLElement>(`[data-date="${at}"]`)?.focus(), [at]);
  const pick = (date: BusinessDate): void => {
    setAt(date);
    if (start === null) setStart(date);
    else onChoose(rangeBetween(start, date));
  };
  const move = (event: KeyboardEvent): void => {
    const to = dayByKey(event.key, at);
    if (to === null) return;
    event.preventDefault();
    go(to);
  };
  const shown = start === null ? range : rangeBetween(start, at);
  return (
    <ReviewSheet title={t('days.calendar')} backLabel={t('days.close')} kind="popover" testId="review-calendar" onBack={onClose}>
      <Head month={month} todayOn={todayOn} onMonth={(step) => go(addMonthsAnchored(at, step, dayOfMonth(at)))} />
      {/* The days inside take the focus; the grid only hears their keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role */}
      <table ref={grid} role="grid" className="review-calendar" aria-label={rangeText(shown)} onKeyDown={move}>
        <thead><tr>{weekdays.map((day) => <th key={day} scope="col">{t(`days.weekdays.${day}`)}</th>)}</tr></thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week}>
              {weekdays.map((day, index) => {
                const date = addDays(firstShown, week * 7 + index);
                return <Day key={day} date={date} shown={shown} hasFocus={date === at} isOutside={firstOfMonth(date) !== month} todayOn={todayOn} onPick={pick} />;
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="review-hint" role="status">{t(start === null ? 'days.pickStart' : 'days.pickEnd')}</p>
      <p className="review-hint">{t('days.keys')}</p>
    </ReviewSheet>
  );
}
