// The whole store's day as the carrier has it, with its age where it is not of now.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreDay } from '#shared/contract/gateway-api.ts';
import { tenderText } from '#shared/i18n/term-texts.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { useTillClock } from '#renderer/till/use-till-clock.ts';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { StateTag } from '#renderer/ui/state-tag.tsx';
import { useAgeText } from '#renderer/ui/use-age-text.ts';
import { singleDay, type DayRange } from './day-range.ts';
import { MoneyCards, StoreCards } from './figure-cards.tsx';
import { HourCard } from './hour-card.tsx';
import { EmptyCards } from './empty-cards.tsx';
import { ShareCard } from './share-card.tsx';
import { StaffCard, TerminalCard } from './staff-card.tsx';
import { useLastValue } from './use-last-value.ts';

function StoreFigures({ day }: { readonly day: StoreDay }): ReactNode {
  const { t } = useTranslation('review');
  const locale = useLocale();
  const plans = useTillQuery('plan.list', {}).value;
  const people = useTillQuery('staff.list', {}).value;
  const { saleCount, sales, refundCount, refunds, voidCount, voids, rounding, net } = day.totals;
  const totals = { saleCount, salesFen: sales, refundCount, refundsFen: refunds, voidCount, voidsFen: voids, roundingFen: rounding, netFen: net };
  const planName = (planId: string): string => plans?.find((plan) => plan.planId === planId)?.name[locale] ?? t('scope.planOther', { id: planId });
  const staffName = (staffId: string): string => people?.find((person) => person.staffId === staffId)?.name ?? '';
  return (
    <>
      <div className="review-cards">
        <MoneyCards totals={totals} before={null} weekBefore={null} range={singleDay(day.date)} />
        <StoreCards totals={totals} rejectedCount={day.terminals.reduce((sum, terminal) => sum + terminal.rejectedCount, 0)} />
      </div>
      <div className="review-columns">
        <HourCard byHour={day.byHour.map(({ hour, count, amount }) => ({ hour, count, amountFen: amount }))} />
        <ShareCard title={t('byMethod')} figure="by-method" testId="review-by-method" shares={day.byMethod.map(({ method, count, amount }) => ({ id: method, name: tenderText(method, locale), count, amountFen: amount }))} />
        <StaffCard isStore shares={day.byStaff.map(({ staffId, count, amount }) => ({ staffId, name: staffName(staffId), count, amountFen: amount }))} />
        <ShareCard title={t('byPlan')} figure="by-plan" testId="review-by-plan" shares={day.byPlan.map(({ planId, count, amount }) => ({ id: planId, name: planName(planId), count, amountFen: amount }))} />
      </div>
      <TerminalCard terminals={day.terminals} />
    </>
  );
}

/** One day at a time: the last one of a range. */
export function StoreView({ range }: { readonly range: DayRange }): ReactNode {
  const { t } = useTranslation('review');
  const ageText = useAgeText();
  const nowMs = useTillClock();
  const query = useTillQuery('review.store', { date: range.to });
  const { value, isStale } = useLastValue(query.value);
  const again = <PushButton testId="store-again" onPress={query.reload}>{t('again')}</PushButton>;
  if (query.problem !== null && query.value === undefined) return <ProblemNotice problem={query.problem} tone="waiting" hasCustomer={false} actions={again} />;
  if (value === undefined) return <EmptyCards />;
  return (
    <div className="review-body" aria-busy={isStale} data-stale={isStale} data-testid="review-store">
      <div className="review-store-state">
        <StateTag tone={value.isLive ? 'ok' : 'waiting'} testId="store-age">{value.isLive ? t('scope.live') : t('scope.aged', { age: ageText(Date.parse(value.askedAt), nowMs) })}</StateTag>
        <span className="review-hint">{range.from === range.to ? '' : `${t('scope.oneDay', { date: range.to })} `}{t('scope.rows')}</span>
        {again}
      </div>
      <StoreFigures day={value.day} />
    </div>
  );
}
