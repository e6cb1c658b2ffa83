// Sales the carrier refused whose money is still here, each with who looks after it.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefundTask } from '#shared/contract/till/undo-channels.ts';
import type { SaleId } from '#shared/domain/ids.ts';
import { rejectionText } from '#shared/i18n/rejection-texts.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx';

export interface TaskListProps {
  readonly tasks: readonly RefundTask[];
  readonly chosenId: SaleId | null;
  readonly onChoose: (saleId: SaleId) => void;
}

/** The oldest first: whoever has waited longest is served first. */
export function TaskList({ tasks, chosenId, onChoose }: TaskListProps): ReactNode {
  const { t } = useTranslation('transactions');
  const locale = useLocale();
  if (tasks.length === 0) return <div className="transactions-empty" role="status" data-testid="tasks-empty"><p>{t('task.none')}</p><p>{t('task.noneHint')}</p></div>;
  return (
    <ScrollRegion className="transactions-scroll" label={t('task.title')}>
      <ul className="task-list">
        {tasks.map((task) => (
          <li key={task.saleId}>
            <button type="button" className="task-item" aria-current={task.saleId === chosenId} data-testid="task-item" data-sale-id={task.saleId} onClick={() => onChoose(task.saleId)}>
              <span><strong>{task.msisdnMasked}</strong> {task.receiptNumber}</span>
              <MoneyText amountFen={task.leftFen} />
              <small>{rejectionText(task.reason, locale).what}</small>
              <small>{t('task.owner', { staffId: task.ownerId })}</small>
            </button>
          </li>
        ))}
      </ul>
    </ScrollRegion>
  );
}
