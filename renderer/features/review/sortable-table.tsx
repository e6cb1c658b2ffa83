// A table that sorts by its headings and draws at most fifty rows at a time.
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx';

export interface Column<Row> {
  readonly id: string;
  readonly label: string;
  readonly isNumber?: boolean;
  /** What it is sorted by; a column without it is not. */
  readonly sortBy?: (row: Row) => string | number;
  readonly cell: (row: Row) => ReactNode;
}

export interface SortableTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly rowTestId?: string;
  readonly testId?: string;
  /** In a sheet PageUp and PageDown turn the pages. */
  readonly isModal?: boolean;
}

export const pageRows = 50;

interface Order {
  readonly id: string;
  readonly isDown: boolean;
}

/** Rows of like value keep their order, in both directions. */
export function sorted<Row>(rows: readonly Row[], by: ((row: Row) => string | number) | undefined, isDown: boolean): readonly Row[] {
  if (by === undefined) return rows;
  return rows.toSorted((a, b) => {
    const [left, right] = [by(a), by(b)];
    const order = typeof left === 'number' && typeof right === 'number' ? left - right : String(left).localeCompare(String(right), 'zh-CN', { numeric: true });
    return isDown ? -order : order;
  });
}

function Heading<Row>({ column, order, onSort }: { readonly column: Column<Row>; readonly order: Order | null; readonly onSort: () => void }): ReactNode {
  const { t } = useTranslation('review');
  const isSorted = order?.id === column.id;
  const direction = order?.isDown === true ? 'descending' : 'ascending';
  if (column.sortBy === undefined) return <th scope="col" data-number={column.isNumber}>{column.label}</th>;
  return (
    // Its name is that of the button inside.
    // oxlint-disable-next-line jsx-a11y/control-has-associated-label
    <th scope="col" data-number={column.isNumber} aria-sort={isSorted ? direction : 'none'}>
      <button type="button" title={t('rows.sortBy', { column: column.label })} data-testid={`sort-${column.id}`} onClick={onSort}>
        <span>{column.label}</span><span aria-hidden="true" className="review-sort" data-on={isSorted}>{isSorted && order.isDown ? '▼' : '▲'}</span>
      </button>
    </th>
  );
}

function Pages({ page, total, isModal, onPage }: { readonly page: number; readonly total: number; readonly isModal: boolean; readonly onPage: (page: number) => void }): ReactNode {
  const { t } = useTranslation('review');
  const last = Math.ceil(total / pageRows) - 1;
  const keys = isModal ? { back: { shortcut: 'PageUp' }, on: { shortcut: 'PageDown' } } : { back: {}, on: {} };
  return (
    <div className="review-pages">
      <PushButton {...keys.back} isModal={isModal} isDisabled={page === 0} testId="page-previous" onPress={() => onPage(page - 1)}>{t('rows.previous')}</PushButton>
      <span role="status">{t('rows.page', { from: page * pageRows + 1, to: Math.min(total, (page + 1) * pageRows), total })}</span>
      <PushButton {...keys.on} isModal={isModal} isDisabled={page >= last} testId="page-next" onPress={() => onPage(page + 1)}>{t('rows.next')}</PushButton>
    </div>
  );
}

/** Pressing a heading sorts upwards, pressing it again downwards; numbers the other way round. */
export function SortableTable<Row>({ label, columns, rows, keyOf, rowTestId, testId, isModal = false }: SortableTableProps<Row>): ReactNode {
  const [order, setOrder] = useState<Order | null>(null);
  const [wantedPage, setPage] = useState(0);
  const by = columns.find(({ id }) => id === order?.id)?.sortBy;
  const all = useMemo(() => sorted(rows, by, order?.isDown === true), [rows, by, order]);
  const page = Math.min(wantedPage, Math.max(0, Math.ceil(rows.length / pageRows) - 1));
  const sortBy = ({ id, isNumber = false }: Column<Row>): void => {
    setOrder((before) => ({ id, isDown: before?.id === id ? !before.isDown : isNumber }));
    setPage(0);
  };
  return (
    <>
      <ScrollRegion key={`${page}-${order?.id ?? ''}`} className="review-scroll" label={label}>
        <table className="review-table" data-testid={testId}>
          <thead><tr>{columns.map((column) => <Heading key={column.id} column={column} order={order} onSort={() => sortBy(column)} />)}</tr></thead>
          <tbody>
            {all.slice(page * pageRows, (page + 1) * pageRows).map((row) => (
              <tr key={keyOf(row)} data-testid={rowTestId}>{columns.map((column) => <td key={column.id} data-number={column.isNumber}>{column.cell(row)}</td>)}</tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {rows.length > pageRows ? <Pages page={page} total={rows.length} isModal={isModal} onPage={setPage} /> : null}
    </>
  );
}
