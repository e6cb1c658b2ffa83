// The five figures a manager looks at first, each against the range before and the same weekday.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Review, ReviewTotals } from '#shared/contract/till/review-channels.ts';
import { formatMoney } from '#shared/domain/fen.ts';
import { useTillClock } from '#renderer/till/use-till-clock.ts';
import { useAgeText } from '#renderer/ui/use-age-text.ts';
import { daysOf, weekdayOf, type DayRange } from './day-range.ts';
import { FigureButton } from './figure-button.tsx';
import { changeOf, type Change } from './figures.ts';

function useChangeText(): (change: Change) => string {
  const { t } = useTranslation('review');
  return ({ direction, percent }) => {
    if (direction === 'same') return t('change.same');
    if (percent === null) return t(direction === 'up' ? 'change.upNew' : 'change.downNew');
    if (percent === 0) return t(direction === 'up' ? 'change.slightUp' : 'change.slightDown');
    return t(`change.${direction}`, { percent: percent > 999 ? '999+' : percent });
  };
}

const signs = { up: '▲', down: '▼', same: '＝' } as const;

interface ComparisonProps {
  readonly now: number;
  readonly range: DayRange;
  readonly was: { readonly before: number; readonly weekBefore: number };
  readonly text: (figure: number) => string;
}

function Comparison({ now, range, was, text }: ComparisonProps): ReactNode {
  const { t } = useTranslation('review');
  const changeText = useChangeText();
  const days = daysOf(range);
  const lines = [
    { id: 'before', label: days === 1 ? t('before') : t('beforeDays', { count: days }), figure: was.before },
    { id: 'week', label: days === 1 ? t(`weekBefore.d${weekdayOf(range.to)}`) : t('weekBeforeDays'), figure: was.weekBefore },
  ];
  return (
    <dl className="review-comparison">
      {lines.map(({ id, label, figure }) => {
        const change = changeOf(now, figure);
        return (
          <div key={id} data-testid={`compare-${id}`}>
            <dt>{label} <span className="review-was">{text(figure)}</span></dt>
            <dd><span aria-hidden="true">{signs[change.direction]}</span> {changeText(change)}</dd>
          </div>
        );
      })}
    </dl>
  );
}

function FigureCard({ title, tone, children }: { readonly title: string; readonly tone?: 'waiting' | 'attention' | undefined; readonly children: ReactNode }): ReactNode {
  return <section className="card review-card" data-tone={tone} aria-label={title}><h2>{title}</h2>{children}</section>;
}

/** What the whole store's answer has too. */
export interface MoneyFigures {
  readonly totals: ReviewTotals;
  readonly before: ReviewTotals | null;
  readonly weekBefore: ReviewTotals | null;
}

export function MoneyCards({ totals, before, weekBefore, range }: MoneyFigures & { readonly range: DayRange }): ReactNode {
  const { t } = useTranslation('review');
  const compared = (pick: (of: ReviewTotals) => number, text: (figure: number) => string): ReactNode => (before === null || weekBefore === null ? null : (
    <Comparison now={pick(totals)} range={range} was={{ before: pick(before), weekBefore: pick(weekBefore) }} text={text} />
  ));
  // Every figure here came as fen from the till.
  const money = (figure: number): string => formatMoney(figure as ReviewTotals['netFen']);
  return (
    <>
      <FigureCard title={t('cards.net')}>
        <FigureButton opens={{ figure: 'net', amountFen: totals.netFen }} className="review-number" testId="review-total">{formatMoney(totals.netFen)}</FigureButton>
        {compared((of) => of.netFen, money)}
      </FigureCard>
      <FigureCard title={t('cards.count')}>
        <FigureButton opens={{ figure: 'sales', amountFen: totals.salesFen, count: totals.saleCount }} className="review-number" testId="review-count">{String(totals.saleCount)}</FigureButton>
        {compared((of) => of.saleCount, String)}
      </FigureCard>
      <FigureCard title={t('cards.refunds')}>
        <FigureButton opens={{ figure: 'refunds', amountFen: totals.refundsFen, count: totals.refundCount }} className="review-number" testId="review-refunds">{formatMoney(totals.refundsFen)}</FigureButton>
        {compared((of) => of.refundsFen, money)}
        {before === null ? <p className="review-hint">{t('countOf', { count: totals.refundCount })}</p> : null}
      </FigureCard>
    </>
  );
}

/** Of the whole store: what was voided, and what the carrier refused. */
export function StoreCards({ totals, rejectedCount }: { readonly totals: ReviewTotals; readonly rejectedCount: number }): ReactNode {
  const { t } = useTranslation('review');
  return (
    <>
      <FigureCard title={t('cards.voids')}>
        <span className="review-number">{formatMoney(totals.voidsFen)}</span>
        <p className="review-hint">{t('countOf', { count: totals.voidCount })}</p>
      </FigureCard>
      <FigureCard title={t('cards.rejected')} tone={rejectedCount > 0 ? 'attention' : undefined}><span className="review-number">{rejectedCount}</span></FigureCard>
    </>
  );
}

/** What the carrier does not have yet, and what needs a person. */
export function AttentionCards({ attention }: { readonly attention: Review['attention'] }): ReactNode {
  const { t } = useTranslation('review');
  const ageText = useAgeText();
  const nowMs = useTillClock();
  const { unsent, oldestUnsentAt, rejected, rejectedFen, openPayments, openPaymentsFen, openTasks } = attention;
  const open = rejected + openPayments;
  const first = rejected > 0 || openPayments === 0 ? { figure: 'rejected', count: rejected, amountFen: rejectedFen } as const : { figure: 'open-payments', count: openPayments, amountFen: openPaymentsFen } as const;
  return (
    <>
      <FigureCard title={t('cards.unsent')} tone={unsent > 0 ? 'waiting' : undefined}>
        <FigureButton opens={{ figure: 'unsent', count: unsent }} className="review-number" testId="review-unsent">{String(unsent)}</FigureButton>
        <p className="review-hint">{oldestUnsentAt === null ? t('allSent') : t('oldest', { age: ageText(Date.parse(oldestUnsentAt), nowMs) })}</p>
      </FigureCard>
      <FigureCard title={t('cards.attention')} tone={open + openTasks > 0 ? 'attention' : undefined}>
        <FigureButton opens={first} className="review-number" testId="review-attention">{String(open)}</FigureButton>
        <p className="review-hint review-parts">
          {open + openTasks === 0 ? t('nothingOpen') : null}
          {rejected === 0 ? null : <FigureButton opens={{ figure: 'rejected', count: rejected, amountFen: rejectedFen }} testId="review-rejected">{t('rejectedOf', { count: rejected })}</FigureButton>}
          {openPayments === 0 ? null : <FigureButton opens={{ figure: 'open-payments', count: openPayments, amountFen: openPaymentsFen }} testId="review-open-payments">{t('openPaymentsOf', { count: openPayments })}</FigureButton>}
          {openTasks === 0 ? null : <span>{t('tasksOf', { count: openTasks })}</span>}
        </p>
      </FigureCard>
    </>
  );
}
