// The finished sale: what to hand out, and how far paper, carrier and auto-renewal are.
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaleView } from '#shared/contract/till/sale-channels.ts';
import { fen, formatYuan } from '#shared/domain/fen.ts';
import { tenderText } from '#shared/i18n/term-texts.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { renewalFlow } from '#renderer/flow/renewal-flow-store.ts';
import { useTillCommand, useTillQuery } from '#renderer/till/use-till-query.ts';
import { Card } from '#renderer/ui/card.tsx';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PrimaryButton } from '#renderer/ui/primary-button.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';

const carrierTones = { waiting: 'waiting', accepted: 'waiting', applied: 'ok', rejected: 'attention', voided: 'neutral' } as const;

function CarrierFact({ sale }: { readonly sale: SaleView }): ReactNode {
  const { t } = useTranslation('payment');
  const { carrier } = sale;
  const expiry = carrier.state === 'applied' ? carrier.confirmedExpiry : sale.expectedExpiry;
  return (
    <div className="done-fact" data-testid="done-carrier" data-state={carrier.state} data-tone={carrierTones[carrier.state]} aria-live="polite">
      <span>{t('done.carrier')}</span><strong>{t(`done.carrierState.${carrier.state}`)}</strong><small>{t(`done.carrierHint.${carrier.state}`, { expiry })}</small>
    </div>
  );
}

function AutoRenewalFact({ sale }: { readonly sale: SaleView }): ReactNode {
  const { t } = useTranslation('payment');
  return (
    <div className="done-fact" data-tone={sale.autoRenewal === 'failing' ? 'attention' : undefined}>
      <span>{t('done.autoRenewal')}</span><strong>{t(`done.autoState.${sale.autoRenewal}`)}</strong><small>{t(`done.autoHint.${sale.autoRenewal}`)}</small>
    </div>
  );
}

function DoneButtons({ sale, undo }: { readonly sale: SaleView; readonly undo: ReactNode }): ReactNode {
  const { t } = useTranslation('payment');
  const reprint = useTillCommand('receipt.reprint');
  return (
    <>
      <div className="done-buttons">
        <PrimaryButton testId="sale-new" onPress={() => renewalFlow().send({ type: 'next-customer' })}>{t('done.next')}</PrimaryButton>
        <PushButton isWide testId="receipt-print" shortcut="F9" isDisabled={reprint.isBusy} onPress={() => void reprint.run({ saleId: sale.saleId })}>
          {t(reprint.isBusy ? 'done.reprinting' : 'done.reprint')}
        </PushButton>
        {undo}
      </div>
      {reprint.problem === null ? null : <ProblemNotice problem={reprint.problem} />}
    </>
  );
}

export interface DonePanelProps {
  readonly sale: SaleView;
  readonly paperFact: (sale: SaleView) => ReactNode;
  /** The key that takes the sale back, as long as that is possible; another feature's business. */
  readonly undo?: (sale: SaleView) => ReactNode;
}

/** What was paid how; the change came from the cash alone. */
function Tenders({ sale }: { readonly sale: SaleView }): ReactNode {
  const { t } = useTranslation('payment');
  const locale = useLocale();
  if (sale.tenders.length < 2 && sale.tenders.every(({ method }) => method === 'cash')) return null;
  return (
    <ul className="done-tenders" aria-label={t('done.tenders')} data-testid="done-tenders">
      {sale.tenders.map(({ paymentId, method, amountFen }) => <li key={paymentId}>{tenderText(method, locale)} <MoneyText amountFen={amountFen} /></li>)}
      {sale.roundingFen === 0 ? null : <li>{t('done.rounding', { amount: `${sale.roundingFen < 0 ? '−' : '+'}${formatYuan(fen(Math.abs(sale.roundingFen)))}` })}</li>}
    </ul>
  );
}

/** Shown only for a sale the till has committed; what it says keeps up with printer and carrier. */
export function DonePanel({ sale: committed, paperFact, undo }: DonePanelProps): ReactNode {
  const { t } = useTranslation('payment');
  const sale = useTillQuery('sale.read', { saleId: committed.saleId }).value ?? committed;
  useEffect(() => {
    // Whatever had the focus is gone: Enter belongs to the next customer.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  }, []);
  const hasChange = sale.changeFen > 0;
  const hasCash = sale.tenders.some(({ method }) => method === 'cash');
  return (
    <Card className="done-card" testId="sale-done">
      <div className="done-head" role="status">
        <span className="done-tick" aria-hidden="true">✓</span>
        <h2>{t('done.title')}</h2>
        <p>{t(sale.carrier.state === 'waiting' ? 'done.bodyWaiting' : 'done.body')}</p>
      </div>
      <div className="done-change">
        <span>{t(hasCash ? (hasChange ? 'done.change' : 'done.noChange') : 'sum.paid')}</span>
        {hasCash ? <MoneyText amountFen={sale.changeFen} size="giant" testId="done-change" /> : <MoneyText amountFen={sale.totalFen} size="giant" testId="done-paid" />}
        <small>{hasCash ? t('done.total', { received: formatYuan(sale.receivedFen), total: formatYuan(sale.totalFen) }) : t('done.totalElectronic', { total: formatYuan(sale.totalFen) })}</small>
        <Tenders sale={sale} />
      </div>
      <div className="done-facts">
        <div className="done-fact">{paperFact(sale)}</div>
        <CarrierFact sale={sale} />
        <AutoRenewalFact sale={sale} />
      </div>
      <DoneButtons sale={sale} undo={undo?.(sale)} />
    </Card>
  );
}
