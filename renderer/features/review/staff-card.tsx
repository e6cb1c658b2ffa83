// Who sold, gave back, took back, and whose drawer was over or short; for the whole store also by terminal.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyValueOf } from '#shared/contract/till-api.ts';
import { formatMoney, type Fen } from '#shared/domain/fen.ts';
import { useStoreTime } from '#renderer/till/use-store-time.ts';
import { Card } from '#renderer/ui/card.tsx';
import { FigureButton, type OpenFigure } from './figure-button.tsx';
import { SortableTable, type Column } from './sortable-table.tsx';

export interface StaffShare {
  readonly staffId: string;
  readonly name: string;
  readonly count: number;
  readonly amountFen: Fen;
  /** Left out where the answer does not tell them by person. */
  readonly refundsFen?: Fen;
  readonly voidsFen?: Fen;
  readonly overShortFen?: Fen | null;
}

function Amount({ opens }: { readonly opens: OpenFigure & { readonly amountFen: Fen } }): ReactNode {
  return <FigureButton opens={opens}>{formatMoney(opens.amountFen)}</FigureButton>;
}

function useStaffColumns(isWhole: boolean): readonly Column<StaffShare>[] {
  const { t } = useTranslation('review');
  const of = ({ staffId, name }: StaffShare): { readonly key: string; readonly part: string } => ({ key: staffId, part: `${name} ${staffId}` });
  const nothing = <span className="review-hint">—</span>;
  const always: readonly Column<StaffShare>[] = [
    { id: 'staff', label: t('staff.name'), sortBy: (row) => row.staffId, cell: (row) => <span className="review-who">{row.name} <small>{row.staffId}</small></span> },
    { id: 'count', label: t('staff.count'), isNumber: true, sortBy: (row) => row.count, cell: (row) => <FigureButton opens={{ figure: 'by-staff', ...of(row), amountFen: row.amountFen, count: row.count }}>{String(row.count)}</FigureButton> },
    { id: 'amount', label: t('staff.amount'), isNumber: true, sortBy: (row) => row.amountFen, cell: (row) => <Amount opens={{ figure: 'by-staff', ...of(row), amountFen: row.amountFen, count: row.count }} /> },
  ];
  if (isWhole) return always;
  return [
    ...always,
    { id: 'refunds', label: t('staff.refunds'), isNumber: true, sortBy: (row) => row.refundsFen ?? 0, cell: (row) => (row.refundsFen === undefined ? nothing : <Amount opens={{ figure: 'refunds', ...of(row), amountFen: row.refundsFen }} />) },
    { id: 'voids', label: t('staff.voids'), isNumber: true, sortBy: (row) => row.voidsFen ?? 0, cell: (row) => (row.voidsFen === undefined ? nothing : <Amount opens={{ figure: 'voids', ...of(row), amountFen: row.voidsFen }} />) },
    { id: 'over-short', label: t('staff.overShort'), isNumber: true, sortBy: (row) => row.overShortFen ?? 0, cell: (row) => (row.overShortFen == null ? nothing : <Amount opens={{ figure: 'over-short', ...of(row), amountFen: row.overShortFen }} />) },
  ];
}

/** `isStore`: the carrier's answer, which knows less of each person. */
export function StaffCard({ shares, isStore }: { readonly shares: readonly StaffShare[]; readonly isStore: boolean }): ReactNode {
  const { t } = useTranslation('review');
  const columns = useStaffColumns(isStore);
  return (
    <Card title={t('byStaff')} className="review-staff" testId="review-by-staff">
      {shares.length === 0 ? <p className="review-hint">{t('none')}</p> : <SortableTable label={t('byStaff')} columns={columns} rows={shares} keyOf={({ staffId }) => staffId} rowTestId="review-staff-row" />}
    </Card>
  );
}

type TerminalShare = ReplyValueOf<'review.store'>['day']['terminals'][number];

/** How far each terminal's entries have arrived: what it sold since is not in the store's figures. */
export function TerminalCard({ terminals }: { readonly terminals: readonly TerminalShare[] }): ReactNode {
  const { t } = useTranslation('review');
  const storeTime = useStoreTime();
  const columns: readonly Column<TerminalShare>[] = [
    { id: 'terminal', label: t('terminals.terminal'), sortBy: (row) => row.terminalId, cell: (row) => row.terminalId },
    { id: 'count', label: t('terminals.count'), isNumber: true, sortBy: (row) => row.count, cell: (row) => row.count },
    { id: 'amount', label: t('terminals.amount'), isNumber: true, sortBy: (row) => row.amount, cell: (row) => formatMoney(row.amount) },
    { id: 'over-short', label: t('terminals.overShort'), isNumber: true, sortBy: (row) => row.overShort ?? 0, cell: (row) => (row.overShort === null ? '—' : formatMoney(row.overShort)) },
    { id: 'rejected', label: t('terminals.rejected'), isNumber: true, sortBy: (row) => row.rejectedCount, cell: (row) => row.rejectedCount },
    { id: 'shift', label: t('terminals.shift'), cell: (row) => t(row.openShift ? 'terminals.open' : 'terminals.closed') },
    { id: 'received', label: t('terminals.received'), sortBy: (row) => row.lastReceivedAt ?? '', cell: (row) => (row.lastReceivedAt === null ? t('terminals.never') : storeTime(row.lastReceivedAt).clock) },
  ];
  return (
    <Card title={t('byTerminal')} className="review-staff" testId="review-by-terminal">
      <SortableTable label={t('byTerminal')} columns={columns} rows={terminals} keyOf={({ terminalId }) => terminalId} />
    </Card>
  );
}
