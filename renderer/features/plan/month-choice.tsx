// For how many months; the arrows move along.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoney, timesFen, type Fen } from '#shared/domain/fen.ts';
import { KeyHint } from '#renderer/ui/key-hint.tsx';

export interface MonthChoiceProps {
  readonly months: readonly number[];
  /** Price of one month. */
  readonly priceFen: Fen;
  readonly chosen: number;
  readonly onChoose: (months: number) => void;
}

/** A group of radio buttons in one row. */
export function MonthChoice({ months, priceFen, chosen, onChoose }: MonthChoiceProps): ReactNode {
  const { t } = useTranslation('plan');
  return (
    <div>
      <div className="month-choice-head"><span>{t('months')}</span><KeyHint name="ArrowLeft" /><KeyHint name="ArrowRight" /></div>
      <div className="month-choice" role="radiogroup" aria-label={t('months')} title={t('monthsKeys')} data-testid="plan-months" data-value={chosen}>
        {months.map((count) => (
          <button
            key={count} type="button" role="radio" aria-checked={count === chosen} data-enter="screen" data-testid={`plan-months-${count}`} tabIndex={count === chosen ? 0 : -1}
            onClick={() => onChoose(count)}
          >
            <span>{t('monthCount', { count })}</span><small>{formatMoney(timesFen(priceFen, count))}</small>
          </button>
        ))}
      </div>
    </div>
  );
}
