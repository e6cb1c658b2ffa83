// Closed shifts of a range of days, with every figure of each and its paper once more.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dateSchema } from '#shared/contract/values.ts';
import { addDays, type BusinessDate } from '#shared/domain/business-date.ts';
import { mayUse, type Role } from '#shared/domain/permissions.ts';
import { useStoreTime } from '#renderer/till/use-store-time.ts';
import { useTillCommand, useTillQuery } from '#renderer/till/use-till-query.ts';
import { Card } from '#renderer/ui/card.tsx';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import { useShortcuts } from '#renderer/ui/use-shortcuts.ts';
import { overShortOf, ZFigures, type ZSummary } from './z-figures.tsx';

const FIRST_RANGE_DAYS = 30;

function Reprint({ z }: { readonly z: ZSummary }): ReactNode {
  const { t } = useTranslation('shift');
  const { run, isBusy, problem } = useTillCommand('shift.reprint');
  const [copyNumber, setCopyNumber] = useState<number | null>(null);
  const reprint = async (): Promise<void> => {
    const reply = await run({ shiftId: z.shiftId });
    if (reply.ok) setCopyNumber(reply.value.copyNumber);
  };
  return (
    <div className="shift-panel-foot">
      {problem === null ? null : <ProblemNotice problem={problem} hasCustomer={false} />}
      <p className="shift-why" role="status">{copyNumber === null ? ' ' : t('reprinted', { count: copyNumber })}</p>
      <PushButton shortcut="F9" isWide isDisabled={isBusy} testId="z-reprint" onPress={() => void reprint()}>{t('reprint')}</PushButton>
    </div>
  );
}

interface TableProps {
  readonly rows: readonly ZSummary[];
  readonly chosen: ZSummary | null;
  readonly onChoose: (z: ZSummary) => void;
}

function Row({ z, isChosen, onChoose }: { readonly z: ZSummary; readonly isChosen: boolean; readonly onChoose: () => void }): ReactNode {
  const { t } = useTranslation('shift');
  const storeTime = useStoreTime();
  const { kind, amountFen } = overShortOf(z);
  return (
    <tr data-testid="z-row" data-chosen={isChosen} onClick={onChoose}>
      <td><button type="button" className="shift-link" aria-current={isChosen} onClick={onChoose}>Z{z.zNumber}</button></td>
      <td>{z.businessDate}</td>
      <td>{z.staffId}</td>
      <td>{storeTime(z.closedAt).clock}</td>
      <td className="shift-number">{z.totals.saleCount}</td>
      <td className="shift-number"><MoneyText amountFen={z.totals.salesFen} /></td>
      <td className="shift-number">{t(`${kind}Short`)} {kind === 'even' ? null : <MoneyText amountFen={amountFen} tone="attention" />}</td>
    </tr>
  );
}

function Table({ rows, chosen, onChoose }: TableProps): ReactNode {
  const { t } = useTranslation('shift');
  const columns = ['z', 'date', 'staff', 'closed', 'count', 'sales', 'overShort'] as const;
  return (
    <ScrollRegion className="shift-table-scroll" label={t('zList')}>
      <table className="shift-table">
        <thead><tr>{columns.map((column) => <th key={column} scope="col" className={['count', 'sales', 'overShort'].includes(column) ? 'shift-number' : undefined}>{t(`columns.${column}`)}</th>)}</tr></thead>
        <tbody>{rows.map((z) => <Row key={z.shiftId} z={z} isChosen={z.shiftId === chosen?.shiftId} onChoose={() => onChoose(z)} />)}</tbody>
      </table>
    </ScrollRegion>
  );
}

interface Range {
  readonly from: BusinessDate;
  readonly to: BusinessDate;
}

function RangeChoice({ range, onChange }: { readonly range: Range; readonly onChange: (range: Range) => void }): ReactNode {
  const { t } = useTranslation('shift');
  const field = (name: 'from' | 'to'): ReactNode => (
    <label className="shift-range">
      {t(`range.${name}`)}
      <input
        type="date" className="text-input" data-testid={`z-${name}`} value={range[name]} min={name === 'to' ? range.from : undefined} max={name === 'from' ? range.to : undefined}
        onChange={(event) => {
          const date = dateSchema.safeParse(event.target.value);
          if (date.success) onChange({ ...range, [name]: date.data });
        }}
      />
    </label>
  );
  return <div className="shift-ranges">{field('from')}{field('to')}</div>;
}

function useChosen(rows: readonly ZSummary[]): { readonly chosen: ZSummary | null; readonly choose: (z: ZSummary) => void } {
  const [chosenId, setChosenId] = useState<string | null>(null);
  const chosen = rows.find(({ shiftId }) => shiftId === chosenId) ?? rows[0] ?? null;
  const move = (step: 1 | -1): void => {
    const next = rows[rows.findIndex((z) => z.shiftId === chosen?.shiftId) + step];
    if (next !== undefined) setChosenId(next.shiftId);
  };
  useShortcuts({ ArrowDown: () => move(1), ArrowUp: () => move(-1) });
  return { chosen, choose: (z) => setChosenId(z.shiftId) };
}

export interface ZListProps {
  readonly todayOn: BusinessDate;
  readonly role: Role | null;
  readonly onBack: () => void;
}

/** Newest first; the arrows walk through it, Escape goes back to the shift. */
export function ZList({ todayOn, role, onBack }: ZListProps): ReactNode {
  const { t } = useTranslation('shift');
  const [range, setRange] = useState<Range>({ from: addDays(todayOn, -FIRST_RANGE_DAYS), to: todayOn });
  const { value, problem } = useTillQuery('shift.list', range);
  const { chosen, choose } = useChosen(value ?? []);
  return (
    <div className="shift-screen" data-columns="2" data-testid="z-list">
      <Card title={t('zList')} aside={<PushButton shortcut="Escape" testId="z-back" onPress={onBack}>{t('backToShift')}</PushButton>} className="shift-panel">
        <RangeChoice range={range} onChange={setRange} />
        {problem === null ? null : <ProblemNotice problem={problem} hasCustomer={false} />}
        {value === undefined && problem === null ? <Skeleton lines={6} label={t('zList')} /> : null}
        {value?.length === 0 ? <p className="shift-why" role="status">{t('zNone')}</p> : null}
        {value === undefined || value.length === 0 ? null : <Table rows={value} chosen={chosen} onChoose={choose} />}
      </Card>
      {chosen === null ? null : (
        <Card title={t('zTitle', { number: chosen.zNumber })} className="shift-panel">
          <ScrollRegion className="shift-facts" label={t('zTitle', { number: chosen.zNumber })}><ZFigures z={chosen} /></ScrollRegion>
          {mayUse(role, 'clerk') ? <Reprint key={chosen.shiftId} z={chosen} /> : null}
        </Card>
      )}
    </div>
  );
}
