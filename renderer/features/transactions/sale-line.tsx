// Which sale a dialog is about, on one line.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaleRow } from '#shared/contract/till/sale-channels.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { MoneyText } from '#renderer/ui/money-text.tsx';

export function SaleLine({ sale }: { readonly sale: SaleRow }): ReactNode {
  const { t } = useTranslation('transactions');
  return (
    <div className="undo-sale" data-testid="undo-sale">
      <div>
        <strong>{sale.msisdnMasked} · {t('item', { plan: sale.planName[useLocale()], months: sale.months })}</strong>
        <small>{sale.receiptNumber}</small>
      </div>
      <MoneyText amountFen={sale.totalFen} size="large" />
    </div>
  );
}
