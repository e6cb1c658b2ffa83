// The money of one sale: how it was paid, what went back, and what is still on its way.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaleRow } from '#shared/contract/till/sale-channels.ts';
import type { RefundView } from '#shared/contract/till/undo-channels.ts';
import { mayUse } from '#shared/domain/permissions.ts';
import { paymentReasonText } from '#shared/i18n/payment-reason-texts.ts';
import { reasonText } from '#shared/i18n/reason-texts.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { useStoreTime } from '#renderer/till/use-store-time.ts';
import { useTillCommand, useTillQuery } from '#renderer/till/use-till-query.ts';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { StateTag } from '#renderer/ui/state-tag.tsx';
import { useMethodText } from './method-text.ts';

const tones = { requested: 'waiting', completed: 'ok', failed: 'attention' } as const;

function Tenders({ sale }: { readonly sale: SaleRow }): ReactNode {
  const { t } = useTranslation('transactions');
  const methodText = useMethodText();
  return (
    <dl className="fact-list" data-testid="sale-tenders">
      {sale.tenders.map((tender) => (
        <div key={tender.paymentId}>
          <dt>{methodText(tender.method, tender.way)}</dt>
          <dd>
            <MoneyText amountFen={tender.amountFen} />
            {tender.method === 'cash' && tender.changeFen > 0 ? <small>{t('receivedAndChange')} <MoneyText amountFen={tender.receivedFen} /> · <MoneyText amountFen={tender.changeFen} /></small> : null}
            {tender.refundedFen === 0 ? null : <small className="sale-returned">{t('refunded')} <MoneyText amountFen={tender.refundedFen} /></small>}
          </dd>
          {tender.reference === null ? null : <dd className="sale-reference">{tender.reference}</dd>}
        </div>
      ))}
      {sale.roundingFen === 0 ? null : <div><dt>{t('rounding')}</dt><dd><MoneyText amountFen={sale.roundingFen} /></dd></div>}
    </dl>
  );
}

function Ask({ refund }: { readonly refund: RefundView }): ReactNode {
  const { t } = useTranslation('transactions');
  const { run, isBusy } = useTillCommand('refund.ask');
  return <PushButton testId="refund-ask" isDisabled={isBusy} onPress={() => void run({ refundId: refund.refundId })}>{t(isBusy ? 'refund.asking' : 'refund.ask')}</PushButton>;
}

function Refund({ refund, canAsk }: { readonly refund: RefundView; readonly canAsk: boolean }): ReactNode {
  const { t } = useTranslation('transactions');
  const locale = useLocale();
  const { on, clock } = useStoreTime()(refund.requestedAt);
  return (
    <li data-testid="sale-refund" data-state={refund.state}>
      <p><StateTag tone={tones[refund.state]}>{t(`refund.state.${refund.state}`)}</StateTag><MoneyText amountFen={refund.amountFen} /></p>
      <small>{on} {clock} · {refund.staffId}{refund.approverId === null ? '' : ` · ${t('approvedBy', { staffId: refund.approverId })}`} · {reasonText(refund.reason, locale)}</small>
      {refund.state === 'requested' ? <><small><strong>{t('refund.doNotGive')}</strong></small>{canAsk ? <Ask refund={refund} /> : null}</> : null}
      {refund.state === 'failed' && refund.failure !== null ? <small>{t('refund.failedBecause', { why: paymentReasonText('refund-failed', refund.failure, locale) })}</small> : null}
    </li>
  );
}

/** Asked only of sales on which something went back or is on its way. */
function Refunds({ sale }: { readonly sale: SaleRow }): ReactNode {
  const { t } = useTranslation('transactions');
  const role = useTillQuery('session.read', {}).value?.person?.role ?? null;
  const { value } = useTillQuery('refund.list', { saleId: sale.saleId }, { isEnabled: sale.voided === null });
  if (value === undefined || value.length === 0) return null;
  return (
    <section className="sale-refunds">
      <h3>{t('refund.list')}</h3>
      <ul>{value.map((refund) => <Refund key={refund.refundId} refund={refund} canAsk={mayUse(role, 'clerk')} />)}</ul>
    </section>
  );
}

function Voided({ voided }: { readonly voided: NonNullable<SaleRow['voided']> }): ReactNode {
  const { t } = useTranslation('transactions');
  const locale = useLocale();
  const { on, clock } = useStoreTime()(voided.at);
  return <p className="transactions-note" data-testid="sale-voided">{t('voidedAt', { on, clock, staffId: voided.staffId, reason: reasonText(voided.reason, locale) })}</p>;
}

/** Nothing is left out because it is over: a refund that failed is a fact too. */
export function SaleMoney({ sale }: { readonly sale: SaleRow }): ReactNode {
  return (
    <>
      {sale.voided === null ? null : <Voided voided={sale.voided} />}
      <Tenders sale={sale} />
      <Refunds sale={sale} />
    </>
  );
}
