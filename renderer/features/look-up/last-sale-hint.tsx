// The sale before this one, for whoever was interrupted right after it.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaleId } from '#shared/domain/ids.ts';
import { renewalFlow } from '#renderer/flow/renewal-flow-store.ts';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { Card } from '#renderer/ui/card.tsx';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';

function LastSale({ saleId }: { readonly saleId: SaleId }): ReactNode {
  const { t } = useTranslation('look-up');
  const sale = useTillQuery('sale.read', { saleId }).value;
  if (sale === undefined) return null;
  return (
    <Card className="last-sale" testId="last-sale">
      <div>
        <p className="last-sale-title">{t('idle.last')} <MoneyText amountFen={sale.totalFen} /> · {t('idle.lastChange')} <MoneyText amountFen={sale.changeFen} /></p>
        <p className="last-sale-facts">{sale.msisdnMasked} · {sale.receiptNumber}</p>
      </div>
      <PushButton onPress={() => void renewalFlow().openSale(saleId)}>{t('idle.openLast')}</PushButton>
    </Card>
  );
}

/** Nothing on a terminal that has sold nothing yet. */
export function LastSaleHint(): ReactNode {
  const current = useTillQuery('sale.current', {}).value;
  return current?.lastCompleted == null ? null : <LastSale saleId={current.lastCompleted} />;
}
