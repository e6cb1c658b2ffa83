// The manager's day: figures first, then the shape of the day, then who and how; every figure opens its rows.
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Review } from '#shared/contract/till/review-channels.ts';
import type { BusinessDate } from '#shared/domain/business-date.ts';
import { mayUse } from '#shared/domain/permissions.ts';
import { tenderText } from '#shared/i18n/term-texts.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { Segments } from '#renderer/ui/segments.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import { DayChoice } from './day-choice.tsx';
import { rangeText, singleDay, type DayRange } from './day-range.ts';
import { EmptyCards } from './empty-cards.tsx';
import { ExportPanel, type PrintDocument } from './export-panel.tsx';
import { AttentionCards, MoneyCards } from './figure-cards.tsx';
import { OpenFigureContext, type OpenFigure } from './figure-button.tsx';
import { HourCard } from './hour-card.tsx';
import { MoreCards } from './more-cards.tsx';
import { ReconcilePanel } from './reconcile-panel.tsx';
import { RowsPanel } from './rows-panel.tsx';
import { ShareCard } from './share-card.tsx';
import { StaffCard } from './staff-card.tsx';
import { StoreView } from './store-view.tsx';
import { TrendCard } from './trend-card.tsx';
import { percentOf, useExport, type ExportRun } from './use-export.ts';
import { useLastValue } from './use-last-value.ts';
import './review.css';

export interface ReviewScreenProps {
  /** Saves the day as PDF; the app fills it in. */
  readonly printDocument?: PrintDocument;
  /** Leads to the own shift, for those who may not see this. */
  readonly onShift?: () => void;
}

type Scope = 'terminal' | 'store';
type Sheet = { readonly name: 'rows'; readonly opens: OpenFigure } | { readonly name: 'export' } | { readonly name: 'reconcile' } | null;

function TerminalFigures({ review, range }: { readonly review: Review; readonly range: DayRange }): ReactNode {
  const { t } = useTranslation('review');
  const locale = useLocale();
  return (
    <>
      <div className="review-cards"><MoneyCards totals={review.totals} before={review.before} weekBefore={review.weekBefore} range={range} /><AttentionCards attention={review.attention} /></div>
      <div className="review-columns">
        <HourCard byHour={review.byHour} />
        <ShareCard title={t('byMethod')} figure="by-method" testId="review-by-method" shares={review.byMethod.map(({ method, count, amountFen }) => ({ id: method, name: tenderText(method, locale), count, amountFen }))} />
        <StaffCard isStore={false} shares={review.byStaff} />
        <ShareCard title={t('byPlan')} figure="by-plan" testId="review-by-plan" shares={review.byPlan.map(({ planId, name, count, amountFen }) => ({ id: planId, name: name[locale], count, amountFen }))} />
      </div>
      <MoreCards review={review} />
    </>
  );
}

/** While what is shown belongs to other days, the new ones being on their way, it is drawn pale. */
function TerminalView({ range }: { readonly range: DayRange }): ReactNode {
  const { t } = useTranslation('review');
  const query = useTillQuery('review.read', range);
  const { value, isStale } = useLastValue(query.value);
  if (query.problem !== null && query.value === undefined) return <ProblemNotice problem={query.problem} hasCustomer={false} actions={<PushButton onPress={query.reload}>{t('again')}</PushButton>} />;
  if (value === undefined) return <EmptyCards />;
  return <div className="review-body" aria-busy={isStale} data-stale={isStale} data-testid="review-figures"><TerminalFigures review={value} range={{ from: value.from, to: value.to }} /></div>;
}

interface ToolbarProps {
  readonly range: DayRange;
  readonly todayOn: BusinessDate;
  readonly scope: Scope;
  readonly run: ExportRun;
  readonly onRange: (range: DayRange) => void;
  readonly onScope: (scope: Scope) => void;
  readonly onSheet: (sheet: Sheet) => void;
}

function Toolbar({ range, todayOn, scope, run, onRange, onScope, onSheet }: ToolbarProps): ReactNode {
  const { t } = useTranslation('review');
  const isExporting = run.state?.state === 'running';
  return (
    <div className="review-toolbar">
      <h1>{t('title')}</h1>
      <DayChoice range={range} todayOn={todayOn} onChoose={onRange} />
      <Segments
        isCompact
        label={t('scope.label')} value={scope} onChoose={onScope}
        segments={[{ value: 'terminal', label: t('scope.terminal'), testId: 'scope-terminal' }, { value: 'store', label: t('scope.store'), testId: 'scope-store' }]}
      />
      <div className="review-tools">
        <PushButton testId="review-reconcile" onPress={() => onSheet({ name: 'reconcile' })}>{t('reconcile.button')}</PushButton>
        <PushButton testId="review-export" onPress={() => onSheet({ name: 'export' })}>{isExporting && run.state !== null ? t('export.busy', { percent: percentOf(run.state) }) : t('export.button')}</PushButton>
      </div>
    </div>
  );
}

function ReviewOf({ todayOn, printDocument }: { readonly todayOn: BusinessDate; readonly printDocument: PrintDocument | undefined }): ReactNode {
  // Null: whatever day today is, also past midnight.
  const [chosen, setChosen] = useState<DayRange | null>(null);
  const [scope, setScope] = useState<Scope>('terminal');
  const [sheet, setSheet] = useState<Sheet>(null);
  const run = useExport();
  const screen = useRef<HTMLDivElement>(null);
  // Away from the field of the screen before: the arrows step the days here.
  useEffect(() => screen.current?.focus({ preventScroll: true }), []);
  const range = chosen ?? singleDay(todayOn);
  const review = useTillQuery('review.read', range).value;
  const choose = (next: DayRange): void => setChosen(rangeText(next) === todayOn ? null : next);
  const close = (): void => setSheet(null);
  const openFigure = (opens: OpenFigure): void => setSheet({ name: 'rows', opens });
  return (
    <div ref={screen} tabIndex={-1} className="review" data-scope={scope}>
      <Toolbar range={range} todayOn={todayOn} scope={scope} run={run} onRange={choose} onScope={setScope} onSheet={setSheet} />
      <OpenFigureContext value={scope === 'store' ? null : openFigure}>
        {scope === 'store' ? <StoreView range={range} /> : <TerminalView range={range} />}
      </OpenFigureContext>
      <TrendCard todayOn={todayOn} onChoose={choose} />
      {sheet?.name === 'rows' ? <RowsPanel range={range} opens={sheet.opens} onClose={close} /> : null}
      {sheet?.name === 'export' ? <ExportPanel range={range} review={review} run={run} isStore={scope === 'store'} printDocument={printDocument} onClose={close} /> : null}
      {sheet?.name === 'reconcile' ? <ReconcilePanel range={range} onClose={close} /> : null}
    </div>
  );
}

function NotAllowed({ onShift }: { readonly onShift: (() => void) | undefined }): ReactNode {
  const { t } = useTranslation('review');
  return (
    <div className="card review-not-allowed" data-testid="review-not-allowed">
      <h1>{t('notAllowed.title')}</h1>
      <p>{t('notAllowed.body')}</p>
      {onShift === undefined ? null : <PushButton testId="review-to-shift" shortcut="Enter" onPress={onShift}>{t('notAllowed.shift')}</PushButton>}
    </div>
  );
}

/** For managers and auditors; a clerk is told why not, and where the own figures are. */
export function ReviewScreen({ printDocument, onShift }: ReviewScreenProps): ReactNode {
  const { t } = useTranslation('review');
  const terminal = useTillQuery('terminal.read', {}).value;
  const person = useTillQuery('session.read', {}).value?.person;
  if (terminal === undefined || person === undefined) return <Skeleton lines={6} label={t('loading')} />;
  if (!mayUse(person?.role ?? null, 'reviewer')) return <NotAllowed onShift={onShift} />;
  return <ReviewOf todayOn={terminal.todayOn} printDocument={printDocument} />;
}
