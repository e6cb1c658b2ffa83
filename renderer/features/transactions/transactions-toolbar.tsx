// Search by receipt number, and for who reads the store's figures the choice of the business date.
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, type BusinessDate } from '#shared/domain/business-date.ts';
import { mayUse } from '#shared/domain/permissions.ts';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import type { SaleChoice } from './use-sale-choice.ts';
import type { TaskChoice } from './use-task-choice.ts';

/** The shift comes after today: ← goes from the shift to the whole of today, to yesterday, and on. */
export function dayBefore(shownOn: BusinessDate | null, todayOn: BusinessDate): BusinessDate {
  return shownOn === null ? todayOn : addDays(shownOn, -1);
}

/** The other way; null is the shift. */
export function dayAfter(shownOn: BusinessDate | null, todayOn: BusinessDate): BusinessDate | null {
  return shownOn === null || shownOn >= todayOn ? null : addDays(shownOn, 1);
}

function DayChoice({ choice, todayOn }: { readonly choice: SaleChoice; readonly todayOn: BusinessDate }): ReactNode {
  const { t } = useTranslation('transactions');
  const { businessDate: shownOn, setBusinessDate: show } = choice;
  const isShift = shownOn === null;
  return (
    <div className="transactions-days" role="group" aria-label={t('date')}>
      <PushButton testId="day-previous" onPress={() => show(dayBefore(shownOn, todayOn))}><span aria-hidden="true">←</span><span className="visually-hidden">{t('previousDay')}</span></PushButton>
      <span className="transactions-day" aria-live="polite" data-testid="day">{shownOn === null ? t('thisShift') : (shownOn === todayOn ? t('today') : shownOn)}</span>
      <PushButton testId="day-next" isDisabled={isShift} onPress={() => show(dayAfter(shownOn, todayOn))}><span aria-hidden="true">→</span><span className="visually-hidden">{t('nextDay')}</span></PushButton>
      <span data-unused={isShift}><PushButton testId="day-shift" isDisabled={isShift} onPress={() => show(null)}>{t('backToShift')}</PushButton></span>
    </div>
  );
}

function Sum({ choice }: { readonly choice: SaleChoice }): ReactNode {
  const { t } = useTranslation('transactions');
  if (choice.list === undefined) return <p className="transactions-sum"> </p>;
  return (
    <p className="transactions-sum" data-testid="sales-sum">
      {t('total')} <MoneyText amountFen={choice.list.totalFen} size="large" testId="sales-total" /> <span data-testid="sales-count">{t('count', { count: choice.list.count })}</span>
    </p>
  );
}

/** Shown as long as there is one, or while the list is looked at. */
function TaskSwitch({ taskChoice }: { readonly taskChoice: TaskChoice }): ReactNode {
  const { t } = useTranslation('transactions');
  const { tasks, isShown, show } = taskChoice;
  if (tasks.length === 0 && !isShown) return null;
  return <PushButton testId="tasks-toggle" tone={isShown ? 'secondary' : 'danger'} onPress={() => show(!isShown)}>{isShown ? t('task.back') : t('task.button', { count: tasks.length })}</PushButton>;
}

export interface TransactionsToolbarProps {
  readonly choice: SaleChoice;
  readonly taskChoice: TaskChoice;
}

/** Escape in the field clears it. */
export function TransactionsToolbar({ choice, taskChoice }: TransactionsToolbarProps): ReactNode {
  const { t } = useTranslation('transactions');
  const input = useRef<HTMLInputElement>(null);
  const terminal = useTillQuery('terminal.read', {}).value;
  const role = useTillQuery('session.read', {}).value?.person?.role ?? null;
  useEffect(() => input.current?.focus(), []);
  return (
    <div className="transactions-toolbar">
      <h1>{t('title')}</h1>
      {mayUse(role, 'reviewer') && terminal !== undefined ? <DayChoice choice={choice} todayOn={terminal.todayOn} /> : null}
      <input
        ref={input} type="search" className="text-input" data-testid="sale-search" aria-label={t('searchLabel')} placeholder={t('search')} maxLength={64}
        autoComplete="off" spellCheck={false} value={choice.search} onChange={(event) => choice.setSearch(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') choice.move(1);
          else if (event.key === 'ArrowUp') choice.move(-1);
          else if (event.key === 'Escape') choice.setSearch('');
          else return;
          event.preventDefault();
        }}
      />
      <TaskSwitch taskChoice={taskChoice} />
      <Sum choice={choice} />
    </div>
  );
}
