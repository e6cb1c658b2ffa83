// What may still be sold while the carrier cannot be asked.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TenderOptions } from '#shared/contract/till/payment-channels.ts';
import { formatYuan } from '#shared/domain/fen.ts';
import { useStoreTime } from '#renderer/till/use-store-time.ts';

/** The line of an outage, with the remaining allowance once it is known. */
export function AllowanceLine({ offline }: { readonly offline: TenderOptions['offline'] }): ReactNode {
  const { t } = useTranslation('payment');
  const storeTime = useStoreTime();
  if (offline === null) return <p className="warning-line">{t('offline')}</p>;
  const { on, clock } = storeTime(offline.untilAt);
  return (
    <p className="warning-line">
      {t('offline')}
      <strong className="allowance" data-testid="offline-allowance">{t('allowance', { sales: offline.leftSales, amount: formatYuan(offline.leftFen), until: `${on.slice(5)} ${clock}` })}</strong>
    </p>
  );
}
