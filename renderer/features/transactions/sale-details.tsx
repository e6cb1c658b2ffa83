// One sale: what was sold, what the carrier says, its money, what became of the paper, and what may be done with it.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaleRow } from '#shared/contract/till/sale-channels.ts';
import type { RefundTask } from '#shared/contract/till/undo-channels.ts';
import { mayUse } from '#shared/domain/permissions.ts';
import { rejectionText } from '#shared/i18n/rejection-texts.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { useStoreTime } from '#renderer/till/use-store-time.ts';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { Card } from '#renderer/ui/card.tsx';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx';
import { CarrierTag } from './carrier-tag.tsx';
import { SaleActs } from './sale-acts.tsx';
import { SaleMoney } from './sale-money.tsx';
import { TaskPanel } from './task-panel.tsx';

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return <div><dt>{label}</dt><dd>{children}</dd></div>;
}

function CarrierWord({ carrier }: { readonly carrier: SaleRow['carrier'] }): ReactNode {
  const { t } = useTranslation('transactions');
  const locale = useLocale();
  if (carrier.state === 'rejected') {
    const text = rejectionText(carrier.reason, locale);
    return (
      <div className="transactions-rejected" data-testid="sale-rejected">
        <p><strong>{text.what}</strong></p>
        <p>{text.next}</p>
      </div>
    );
  }
  return <p className="transactions-hint">{carrier.state === 'applied' ? t('carrierHint.applied', { date: carrier.confirmedExpiry }) : t(`carrierHint.${carrier.state}`)}</p>;
}

function Facts({ sale }: { readonly sale: SaleRow }): ReactNode {
  const { t } = useTranslation('transactions');
  const locale = useLocale();
  const { on, clock } = useStoreTime()(sale.completedAt);
  const isConfirmed = sale.carrier.state === 'applied';
  return (
    <dl className="fact-list">
      <Fact label={t('receiptNumber')}>{sale.receiptNumber}</Fact>
      <Fact label={t('at')}>{on} {clock} · {sale.staffId}</Fact>
      <Fact label={t('msisdn')}>{sale.msisdnMasked}</Fact>
      <Fact label={t('columns.item')}>{t('item', { plan: sale.planName[locale], months: sale.months })}</Fact>
      <Fact label={t('total1')}><MoneyText amountFen={sale.totalFen} /></Fact>
      <Fact label={t('expiryBefore')}>{sale.expiryBefore ?? t('none')}</Fact>
      <Fact label={t(isConfirmed ? 'confirmed' : 'expected')}>{sale.carrier.state === 'applied' ? sale.carrier.confirmedExpiry : sale.expectedExpiry}</Fact>
      <Fact label={t('paper')}>{t(`print.${sale.print?.state ?? 'none'}`)}{sale.print === null || sale.print.copyNumber === 0 ? '' : ` · ${t('copy', { count: sale.print.copyNumber })}`}</Fact>
    </dl>
  );
}

export interface SaleDetailsProps {
  readonly sale: SaleRow;
  /** Set where the sale is one whose money has to go back. */
  readonly task?: RefundTask;
}

/** Everything here is masked; the full number never reached this terminal's disk. */
export function SaleDetails({ sale, task }: SaleDetailsProps): ReactNode {
  const { t } = useTranslation('transactions');
  const role = useTillQuery('session.read', {}).value?.person?.role ?? null;
  return (
    <Card title={t('detail')} aside={<CarrierTag carrier={sale.carrier} testId="sale-carrier" />} className="transactions-details" testId="sale-details">
      <ScrollRegion className="transactions-facts" label={t('detail')}>
        {task === undefined ? null : <TaskPanel key={`task ${task.saleId}`} task={task} />}
        <CarrierWord carrier={sale.carrier} />
        <SaleMoney key={sale.saleId} sale={sale} />
        <Facts sale={sale} />
      </ScrollRegion>
      {mayUse(role, 'clerk') ? <SaleActs key={sale.saleId} sale={sale} /> : null}
    </Card>
  );
}
