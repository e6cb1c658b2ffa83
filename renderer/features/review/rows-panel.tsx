// The rows a figure is made of, with their sum; from a row to the whole story of its sale.
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewRow } from '#shared/contract/till/review-channels.ts';
import type { SaleId } from '#shared/domain/ids.ts';
import { tenderText } from '#shared/i18n/term-texts.ts';
import { formatMoney } from '#shared/domain/fen.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { useStoreTime } from '#renderer/till/use-store-time.ts';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import { daysOf, rangeText, type DayRange } from './day-range.ts';
import type { OpenFigure } from './figure-button.tsx';
import { ReviewSheet } from './review-sheet.tsx';
import { SortableTable, type Column } from './sortable-table.tsx';
import { kindKeyOf, storyTypeOf } from './story-words.ts';
import { StoryTimeline } from './story-panel.tsx';
import { useNoteText } from './use-value-text.ts';
import { useRows, type RowsRead } from './use-rows.ts';

interface Names {
  readonly plan: (planId: string) => string;
  readonly staff: (staffId: string) => string;
}

/** Plans and people by name; what is no longer known keeps its number. */
function useNames(): Names {
  const locale = useLocale();
  const plans = useTillQuery('plan.list', {}).value;
  const people = useTillQuery('staff.list', {}).value;
  return useMemo(() => ({
    plan: (planId) => plans?.find((plan) => plan.planId === planId)?.name[locale] ?? planId,
    staff: (staffId) => people?.find((person) => person.staffId === staffId)?.name ?? '',
  }), [plans, people, locale]);
}

function useWhat(names: Names): (row: ReviewRow) => string {
  const { t } = useTranslation('review');
  const locale = useLocale();
  const noteText = useNoteText();
  return ({ kind, planId, method, note }) => {
    const kindKey = kindKeyOf(kind);
    const word = kindKey === null ? t(`story.type.${storyTypeOf(kind)}`) : t(`kind.${kindKey}`);
    return [word, planId === null ? '' : names.plan(planId), method === null ? '' : tenderText(method, locale), noteText(kind, note)].filter((part) => part !== '').join(' · ');
  };
}

function useRowColumns({ isOneDay, hasAmounts, onStory }: { readonly isOneDay: boolean; readonly hasAmounts: boolean; readonly onStory: (row: ReviewRow) => void }): readonly Column<ReviewRow>[] {
  const { t } = useTranslation('review');
  const storeTime = useStoreTime();
  const names = useNames();
  const what = useWhat(names);
  const time = ({ at, businessDate }: ReviewRow): string => (isOneDay ? storeTime(at).clock : `${businessDate.slice(5)} ${storeTime(at).clock}`);
  const receipt = (row: ReviewRow): ReactNode => {
    if (row.saleId === null) return row.receiptNumber ?? '';
    const number = row.receiptNumber ?? `…${row.saleId.slice(-6)}`;
    return <button type="button" className="review-figure" title={number} aria-label={t('rows.open', { receipt: number })} data-testid="row-story" onClick={() => onStory(row)}>…{number.split('-').at(-1)?.replace('…', '')}</button>;
  };
  const staff = ({ staffId, approverId }: ReviewRow): ReactNode => (
    <span className="review-who">{staffId === null ? '' : `${names.staff(staffId)} ${staffId}`}{approverId === null ? null : <small> {t('rows.approvedBy', { staffId: approverId })}</small>}</span>
  );
  const amount: readonly Column<ReviewRow>[] = hasAmounts ? [{ id: 'amount', label: t('rows.amount'), isNumber: true, sortBy: (row) => row.amountFen, cell: (row) => formatMoney(row.amountFen) }] : [];
  return [
    { id: 'at', label: t('rows.at'), sortBy: (row) => row.at, cell: time },
    { id: 'receipt', label: t('rows.receipt'), sortBy: (row) => row.receiptNumber ?? '', cell: receipt },
    { id: 'what', label: t('rows.what'), sortBy: what, cell: (row) => <span className="review-what">{what(row)}</span> },
    { id: 'msisdn', label: t('rows.msisdn'), sortBy: (row) => row.msisdnMasked ?? '', cell: (row) => row.msisdnMasked ?? '' },
    { id: 'staff', label: t('rows.staff'), sortBy: (row) => row.staffId ?? '', cell: staff },
    ...amount,
  ];
}

/** Whether the rows come to what the screen showed, in words. */
function Agreement({ opens, read }: { readonly opens: OpenFigure; readonly read: RowsRead }): ReactNode {
  const { t } = useTranslation('review');
  if (!read.isWhole || read.sumFen === null) return <span className="review-hint">{read.isReading ? t('rows.loading', { done: read.rows.length, total: read.count }) : ' '}</span>;
  const isSame = read.shownFen === read.sumFen && (opens.amountFen === undefined ? opens.count === undefined || opens.count === read.count : opens.amountFen === read.sumFen);
  return <span className="review-agreement" data-agrees={isSame} data-testid="rows-agreement">{isSame ? `✓ ${t('rows.agrees')}` : t('rows.differs')}</span>;
}

function Sum({ opens, read, hasAmounts }: { readonly opens: OpenFigure; readonly read: RowsRead; readonly hasAmounts: boolean }): ReactNode {
  const { t } = useTranslation('review');
  return (
    <p className="review-sum" role="status">
      {read.sumFen === null ? <span> </span> : (
        <>
          {hasAmounts ? <span>{t('rows.sum')} <strong data-testid="rows-sum">{formatMoney(read.sumFen)}</strong></span> : null}
          <span data-testid="rows-count">{t('rows.count', { count: read.count })}</span>
        </>
      )}
      <Agreement opens={opens} read={read} />
    </p>
  );
}

function Rows({ read, range, hasAmounts, onStory }: { readonly read: RowsRead; readonly range: DayRange; readonly hasAmounts: boolean; readonly onStory: (row: ReviewRow) => void }): ReactNode {
  const { t } = useTranslation('review');
  const columns = useRowColumns({ isOneDay: daysOf(range) === 1, hasAmounts, onStory });
  if (read.problem !== null && read.rows.length === 0) return <ProblemNotice problem={read.problem} hasCustomer={false} actions={<PushButton isModal onPress={read.readOn}>{t('rows.again')}</PushButton>} />;
  if (read.sumFen === null) return <Skeleton lines={8} label={t('rows.title')} />;
  if (read.rows.length === 0) return <p className="review-hint">{t('rows.empty')}</p>;
  return (
    <>
      <SortableTable isModal label={t('rows.title')} columns={columns} rows={read.rows} keyOf={({ businessDate, seq, line }) => `${businessDate}-${seq}-${line}`} rowTestId="review-row" testId="review-rows" />
      {read.isWhole || read.isReading ? null : <PushButton isModal testId="rows-more" onPress={read.readOn}>{t('rows.more')}</PushButton>}
    </>
  );
}

export interface RowsPanelProps {
  readonly range: DayRange;
  readonly opens: OpenFigure;
  readonly onClose: () => void;
}

/** Escape goes from the story to the rows, and from the rows to the report. */
export function RowsPanel({ range, opens, onClose }: RowsPanelProps): ReactNode {
  const { t } = useTranslation('review');
  const [story, setStory] = useState<{ readonly saleId: SaleId; readonly receiptNumber: string | null } | null>(null);
  const read = useRows(range, opens);
  const hasAmounts = opens.amountFen !== undefined || (read.sumFen ?? 0) !== 0;
  const figure = t(`figure.${opens.figure}`);
  const title = opens.part === undefined ? figure : t('figureOf', { figure, part: opens.part });
  const onStory = (row: ReviewRow): void => {
    if (row.saleId !== null) setStory({ saleId: row.saleId, receiptNumber: row.receiptNumber });
  };
  return (
    <ReviewSheet
      title={story === null ? <>{title} <small>{rangeText(range)}</small></> : <>{t('story.title')} <small>{story.receiptNumber}</small></>}
      backLabel={t(story === null ? 'rows.close' : 'rows.back')} testId={story === null ? 'rows-panel' : 'story-panel'} onBack={story === null ? onClose : () => setStory(null)}
    >
      {/* Kept while a story is open, with its page and order. */}
      <div className="review-sheet-body" hidden={story !== null}>
        <Sum opens={opens} read={read} hasAmounts={hasAmounts} />
        <Rows read={read} range={range} hasAmounts={hasAmounts} onStory={onStory} />
      </div>
      {story === null ? null : <StoryTimeline saleId={story.saleId} />}
    </ReviewSheet>
  );
}
