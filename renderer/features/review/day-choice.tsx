// Which days: today, yesterday, any day or range, by button, by typing, by the arrows, or in the calendar.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, compareDates, type BusinessDate } from '#shared/domain/business-date.ts';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { Segments } from '#renderer/ui/segments.tsx';
import { useShortcuts } from '#renderer/ui/use-shortcuts.ts';
import { Calendar } from './calendar.tsx';
import { rangeText, readRange, singleDay, stepRange, type DayRange } from './day-range.ts';

export interface DayChoiceProps {
  readonly range: DayRange;
  readonly todayOn: BusinessDate;
  readonly onChoose: (range: DayRange) => void;
}

type Preset = 'today' | 'yesterday' | 'pick';

function presetOf(range: DayRange, todayOn: BusinessDate): Preset {
  if (range.from !== range.to) return 'pick';
  if (range.to === todayOn) return 'today';
  return range.to === addDays(todayOn, -1) ? 'yesterday' : 'pick';
}

/** Takes a date as soon as it is whole, a second one may follow; Enter and leaving say what is wrong with what is none. */
function DayField({ range, todayOn, onChoose }: DayChoiceProps): ReactNode {
  const { t } = useTranslation('review');
  const [typed, setTyped] = useState<string | null>(null);
  const [isWrong, setIsWrong] = useState(false);
  const take = (text: string): boolean => {
    const read = readRange(text);
    if (read === null || compareDates(read.from, todayOn) > 0) return false;
    onChoose({ from: read.from, to: compareDates(read.to, todayOn) > 0 ? todayOn : read.to });
    return true;
  };
  const finish = (): void => {
    if (typed === null) return;
    const isTaken = take(typed);
    setIsWrong(!isTaken);
    if (isTaken) setTyped(null);
  };
  return (
    <div className="review-day-field">
      <input
        className="text-input" data-testid="review-date" aria-label={t('days.input')} title={t('days.input')} autoComplete="off" spellCheck={false} maxLength={40}
        value={typed ?? rangeText(range)} aria-invalid={isWrong} onFocus={(event) => event.target.select()}
        onChange={(event) => {
          setTyped(event.target.value);
          setIsWrong(false);
          if (/^\s*\d{4}-\d{2}-\d{2}\s*$/.test(event.target.value)) take(event.target.value);
        }}
        onBlur={finish}
        onKeyDown={(event) => {
          if (event.key === 'Enter') finish();
          else if (event.key === 'Escape') {
            setTyped(null);
            setIsWrong(false);
          }
        }}
      />
      {isWrong ? <span className="review-day-wrong" role="alert">{t('days.invalid')}</span> : null}
    </div>
  );
}

/** ← and → step by the length of what is shown, from anywhere on the screen. */
export function DayChoice({ range, todayOn, onChoose }: DayChoiceProps): ReactNode {
  const { t } = useTranslation('review');
  const [isOpen, setIsOpen] = useState(false);
  const step = (by: 1 | -1): void => onChoose(stepRange(range, by, todayOn));
  useShortcuts({ ArrowLeft: () => step(-1), ArrowRight: () => step(1) });
  const choose = (preset: Preset): void => {
    if (preset === 'pick') setIsOpen(true);
    else onChoose(singleDay(preset === 'today' ? todayOn : addDays(todayOn, -1)));
  };
  return (
    <div className="review-days" role="group" aria-label={t('days.label')}>
      <Segments
        isCompact
        label={t('days.label')} value={presetOf(range, todayOn)} onChoose={choose}
        segments={[{ value: 'today', label: t('days.today'), testId: 'day-today' }, { value: 'yesterday', label: t('days.yesterday'), testId: 'day-yesterday' }, { value: 'pick', label: t('days.pick'), testId: 'day-pick' }]}
      />
      <div className="review-stepper">
        <PushButton testId="day-previous" onPress={() => step(-1)}><span aria-hidden="true">←</span><span className="visually-hidden">{t('days.previous')}</span></PushButton>
        <DayField range={range} todayOn={todayOn} onChoose={onChoose} />
        <PushButton testId="day-next" isDisabled={range.to >= todayOn} onPress={() => step(1)}><span aria-hidden="true">→</span><span className="visually-hidden">{t('days.next')}</span></PushButton>
      </div>
      {isOpen ? (
        <Calendar
          range={range} todayOn={todayOn} onClose={() => setIsOpen(false)}
          onChoose={(chosen) => {
            setIsOpen(false);
            onChoose(chosen);
          }}
        />
      ) : null}
    </div>
  );
}
