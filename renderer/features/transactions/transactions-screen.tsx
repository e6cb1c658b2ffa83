// The sales of the shift, or of a day: find one, see how far the carrier is, print it again.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReceiptDocument, SaleRow } from '#shared/contract/till/sale-channels.ts';
import type { RefundTask } from '#shared/contract/till/undo-channels.ts';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { Card } from '#renderer/ui/card.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import { useShortcuts } from '#renderer/ui/use-shortcuts.ts';
import { SaleDetails } from './sale-details.tsx';
import { SaleList } from './sale-list.tsx';
import { TaskList } from './task-list.tsx';
import { TransactionsToolbar } from './transactions-toolbar.tsx';
import { useSaleChoice, type SaleChoice } from './use-sale-choice.ts';
import { noSale, useTaskChoice, type TaskChoice } from './use-task-choice.ts';
import './transactions.css';

export interface TransactionsScreenProps {
  /** Draws a slip; the app fills it in, since paper is another feature's business. */
  readonly renderReceipt?: (document: ReceiptDocument) => ReactNode;
}

function Empty({ choice }: { readonly choice: SaleChoice }): ReactNode {
  const { t } = useTranslation('transactions');
  const shift = useTillQuery('shift.current', {});
  if (choice.search !== '') {
    return (
      <div className="transactions-empty" role="status" data-testid="sales-empty">
        <p>{t('emptySearch', { search: choice.search })}</p>
        <p>{t('emptySearchHint')}</p>
        <PushButton onPress={() => choice.setSearch('')}>{t('clearSearch')}</PushButton>
      </div>
    );
  }
  const hasNoShift = shift.value?.shift === null;
  const otherId = shift.value?.shift?.isMine === false && choice.businessDate === null ? shift.value.shift.staffId : null;
  return (
    <div className="transactions-empty" data-testid="sales-empty">
      <p>{choice.businessDate === null ? t('empty') : t('emptyDay', { date: choice.businessDate })}</p>
      {choice.businessDate === null ? <p>{otherId === null ? t(hasNoShift ? 'noShift' : 'emptyHint') : t('othersShift', { staffId: otherId })}</p> : null}
    </div>
  );
}

function ListCard({ choice }: { readonly choice: SaleChoice }): ReactNode {
  const { t } = useTranslation('transactions');
  const { list, problem, chosen } = choice;
  if (problem !== null && list === undefined) return <Card><ProblemNotice problem={problem} actions={<PushButton shortcut="Enter" onPress={choice.reload}>{t('again')}</PushButton>} /></Card>;
  if (list === undefined) return <Card><Skeleton lines={6} label={t('title')} /></Card>;
  return (
    <Card className="transactions-list">
      {list.rows.length === 0 ? <Empty choice={choice} /> : <SaleList rows={list.rows} chosenId={chosen?.saleId ?? null} onChoose={choice.choose} />}
    </Card>
  );
}

/** The slip is frozen: it is read once and never changes. */
function PaperPane({ sale, renderReceipt }: Required<TransactionsScreenProps> & { readonly sale: SaleRow }): ReactNode {
  const { t } = useTranslation('transactions');
  const { value, problem } = useTillQuery('sale.read', { saleId: sale.saleId }, { topics: [] });
  return (
    <ScrollRegion className="transactions-paper" label={t('receipt')}>
      {value === undefined ? null : renderReceipt(value.receipt)}
      {value === undefined && problem === null ? <Skeleton lines={8} label={t('receipt')} /> : null}
      {value === undefined && problem !== null ? <ProblemNotice problem={problem} /> : null}
    </ScrollRegion>
  );
}

interface ColumnsProps extends TransactionsScreenProps {
  readonly list: ReactNode;
  readonly sale: SaleRow | null;
  readonly task?: RefundTask;
}

function Columns({ list, sale, task, renderReceipt }: ColumnsProps): ReactNode {
  return (
    <div className="transactions-columns" data-empty={sale === null}>
      {list}
      {sale === null ? null : <SaleDetails sale={sale} {...(task === undefined ? {} : { task })} />}
      {sale === null || renderReceipt === undefined ? null : <PaperPane key={sale.saleId} sale={sale} renderReceipt={renderReceipt} />}
    </div>
  );
}

/** The sales whose money has to go back, in place of the day's. */
function TaskColumns({ taskChoice, ...paper }: TransactionsScreenProps & { readonly taskChoice: TaskChoice }): ReactNode {
  const { tasks, chosenId, chosen, choose } = taskChoice;
  const sale = useTillQuery('sale.read', { saleId: chosenId ?? noSale }, { isEnabled: chosenId !== null }).value ?? null;
  const shown = sale?.saleId === chosenId ? sale : null;
  return (
    <Columns
      list={<Card className="transactions-list"><TaskList tasks={tasks} chosenId={chosenId} onChoose={choose} /></Card>} sale={shown} {...(chosen === null ? {} : { task: chosen })} {...paper}
    />
  );
}

/** List, details, paper. */
export function TransactionsScreen(paper: TransactionsScreenProps): ReactNode {
  const choice = useSaleChoice();
  const taskChoice = useTaskChoice();
  const { chosen } = choice;
  const { move } = taskChoice.isShown ? taskChoice : choice;
  useShortcuts({ ArrowDown: () => move(1), ArrowUp: () => move(-1) });
  return (
    <div className="transactions">
      <TransactionsToolbar choice={choice} taskChoice={taskChoice} />
      {taskChoice.isShown ? <TaskColumns taskChoice={taskChoice} {...paper} /> : <Columns list={<ListCard choice={choice} />} sale={chosen} {...paper} />}
    </div>
  );
}
