// Everything else of the day: corrections, drawer, ID checks, and what was done.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Review } from '#shared/contract/till/review-channels.ts';
import { formatMoney, type Fen } from '#shared/domain/fen.ts';
import { Card } from '#renderer/ui/card.tsx';
import { FigureButton, type OpenFigure } from './figure-button.tsx';

interface Line {
  readonly opens: OpenFigure;
  readonly label?: string;
}

function Lines({ lines }: { readonly lines: readonly Line[] }): ReactNode {
  const { t } = useTranslation('review');
  return (
    <dl className="fact-list">
      {lines.map(({ opens, label }) => (
        <div key={`${opens.figure}-${opens.key ?? ''}`}>
          <dt>{label ?? t(`figure.${opens.figure}`)}</dt>
          <dd><FigureButton opens={opens} testId={`figure-${opens.figure}`}>{opens.amountFen === undefined ? String(opens.count ?? 0) : formatMoney(opens.amountFen)}</FigureButton></dd>
        </div>
      ))}
    </dl>
  );
}

const money = (figure: OpenFigure['figure'], amountFen: Fen): Line => ({ opens: { figure, amountFen } });
const count = (figure: OpenFigure['figure'], of: number): Line => ({ opens: { figure, count: of } });

const wayNames = ['typed', 'scanned'] as const;
const outcomeNames = { 'match': 'match', 'mismatch': 'mismatch', 'expired': 'expired', 'not-comparable': 'notComparable' } as const;

function IdentityLines({ checks }: { readonly checks: Review['identityChecks'] }): ReactNode {
  const { t } = useTranslation('review');
  const total = checks.reduce((sum, check) => sum + check.count, 0);
  const wayOf = (way: string): string => t(`identityWay.${wayNames.find((name) => name === way) ?? 'other'}`);
  const isOutcome = (outcome: string): outcome is keyof typeof outcomeNames => outcome in outcomeNames;
  const outcomeOf = (outcome: string): string => t(`identityOutcome.${isOutcome(outcome) ? outcomeNames[outcome] : 'other'}`);
  return (
    <>
      <Lines lines={[count('identity-checks', total)]} />
      {total === 0 ? <p className="review-hint">{t('more.noIdentity')}</p> : null}
      <dl className="fact-list">
        {checks.map((check) => <div key={`${check.way}-${check.outcome}`} className="review-subline"><dt>{wayOf(check.way)} · {outcomeOf(check.outcome)}</dt><dd><FigureButton opens={{ figure: 'identity-checks', count: total }}>{String(check.count)}</FigureButton></dd></div>)}
      </dl>
    </>
  );
}

/** Only of this terminal: the carrier's answer does not hold them. */
export function MoreCards({ review }: { readonly review: Review }): ReactNode {
  const { t } = useTranslation('review');
  const { totals, drawer, counts, attention } = review;
  return (
    <div className="review-more-cards">
      <Card title={t('more.sales')} testId="review-sales">
        <Lines lines={[money('sales', totals.salesFen), money('refunds', totals.refundsFen), money('voids', totals.voidsFen), money('rounding', totals.roundingFen), money('open-payments', attention.openPaymentsFen), money('rejected', attention.rejectedFen)]} />
      </Card>
      <Card title={t('more.drawer')} testId="review-drawer">
        <Lines lines={[money('paid-in', drawer.paidInFen), money('paid-out', drawer.paidOutFen), money('drops', drawer.dropsFen), money('over-short', drawer.overShortFen), count('no-sales', drawer.noSaleCount)]} />
      </Card>
      <Card title={t('more.identity')} testId="review-identity"><IdentityLines checks={review.identityChecks} /></Card>
      <Card title={t('more.events')} testId="review-events">
        <Lines lines={[count('copies', counts.copies), count('approvals', counts.approvals), count('failed-pins', counts.failedPins), count('agreements', counts.agreementsSigned + counts.agreementsCancelled)]} />
        <p className="review-hint">{t('signed', { n: counts.agreementsSigned })} · {t('cancelled', { n: counts.agreementsCancelled })}</p>
      </Card>
    </div>
  );
}
