// The right column: what is being sold, from when until when, and for how much.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatYuan } from '#shared/domain/fen.ts';
import { documentTypeText } from '#shared/i18n/term-texts.ts';
import { draftOf, type DraftQuote, type FlowStep } from '#renderer/flow/renewal-flow.ts';
import { TendersTaken } from '#renderer/features/payment/tenders-taken.tsx';
import { hasMoney } from '#renderer/flow/sale-money.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { ActionAreaTarget } from '#renderer/ui/action-area.tsx';
import { Card } from '#renderer/ui/card.tsx';
import { MoneyText } from '#renderer/ui/money-text.tsx';

function usePlanName(planId: string): string {
  const locale = useLocale();
  const plans = useTillQuery('plan.list', {}).value;
  return plans?.find((plan) => plan.planId === planId)?.name[locale] ?? planId;
}

function QuoteLines({ quote, shownBefore }: { readonly quote: DraftQuote; readonly shownBefore: DraftQuote | null }): ReactNode {
  const { t } = useTranslation('plan');
  const name = usePlanName(quote.planId);
  return (
    <>
      <div className="summary-line"><strong>{name}</strong><MoneyText amountFen={quote.totalFen} /></div>
      <p className="summary-small">{t('summary.unit', { count: quote.months, price: formatYuan(quote.unitPriceFen) })} · {t('summary.version', { version: quote.planVersion })}</p>
      <div className="summary-dates">
        <div><span>{t('summary.before')}</span><strong data-passed={quote.hasLapsed}>{quote.expiryBefore ?? t('summary.none')}</strong></div>
        <span aria-hidden="true">→</span>
        <div><span>{t('summary.after')}</span><strong data-after="true" data-testid="quote-expiry">{quote.expiryAfter}</strong></div>
      </div>
      <p className="summary-note">{quote.hasLapsed ? t('summary.fromToday', { date: quote.startsOn }) : t('summary.fromEnd')}</p>
      <p className="summary-note">{t('summary.expected')}</p>
      {shownBefore === null ? null : (
        <p className="summary-changed" role="alert">
          {t('summary.changed')}<small>{t('summary.was', { total: formatYuan(shownBefore.totalFen), expiry: shownBefore.expiryAfter })}</small>
        </p>
      )}
    </>
  );
}

function IdentityLine({ step }: { readonly step: FlowStep }): ReactNode {
  const { t } = useTranslation('plan');
  const locale = useLocale();
  const draft = draftOf(step);
  if (draft === null || step.name === 'customer' || step.name === 'identity') return null;
  const { identity } = draft;
  const state = identity?.outcome ?? (draft.isIdentityNeeded ? 'none' : 'not-needed');
  return (
    <div className="summary-line summary-identity">
      <span>{t('summary.identity')}</span>
      <span data-state={state}>
        {identity === null ? '' : `${documentTypeText(identity.documentType, locale)} · `}{t(`summary.identityState.${state}`)}{state === 'match' ? <span aria-hidden="true"> ✓</span> : null}
      </span>
    </div>
  );
}

function quoteOf(step: FlowStep): DraftQuote | null {
  return step.name === 'customer' || step.name === 'identity' ? null : (draftOf(step)?.quote ?? null);
}

/** The amount due is the largest figure of the column; the buttons of the step stand below it. */
export function SaleSummary({ step }: { readonly step: FlowStep }): ReactNode {
  const { t } = useTranslation('plan');
  const quote = quoteOf(step);
  const shownBefore = step.name === 'plan' || step.name === 'payment' ? step.shownBefore : null;
  // What is due, paid and left stands with the payments then.
  const isSplit = (step.name === 'payment' || step.name === 'submitting') && hasMoney(step.draft);
  const isQuoting = step.name === 'plan' && step.quoteNo !== null;
  return (
    <Card title={t('summary.title')} className="sale-summary">
      <div className="summary-body" data-dimmed={isQuoting}>
        {quote === null ? <p className="summary-empty">{t('summary.empty')}</p> : <QuoteLines quote={quote} shownBefore={shownBefore} />}
        <IdentityLine step={step} />
        {step.name === 'payment' || step.name === 'submitting' ? <TendersTaken step={step} /> : null}
      </div>
      {isSplit ? null : (
        <div className="summary-due" data-dimmed={isQuoting}>
          {quote === null ? null : <><span>{t('summary.due')}</span><MoneyText amountFen={quote.totalFen} size="huge" testId="quote-total" /></>}
        </div>
      )}
      <ActionAreaTarget />
    </Card>
  );
}
