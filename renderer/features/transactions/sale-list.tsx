// The sales as a table; the arrows walk through it from anywhere on the screen.
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaleRow } from '#shared/contract/till/sale-channels.ts';
import type { SaleId } from '#shared/domain/ids.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { useStoreTime } from '#renderer/till/use-store-time.ts';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx';
import { CarrierTag } from './carrier-tag.tsx';

export interface SaleListProps {
  readonly rows: readonly SaleRow[];
  readonly chosenId: SaleId | null;
  readonly onChoose: (saleId: SaleId) => void;
}

/** The running number is what people read out; the whole number stands in the details. */
function shortNumber(receiptNumber: string): string {
  return `…${receiptNumber.split('-').at(-1) ?? receiptNumber}`;
}

interface RowProps {
  readonly row: SaleRow;
  readonly isChosen: boolean;
  readonly onChoose: (saleId: SaleId) => void;
}

function Row({ row, isChosen, onChoose }: RowProps): ReactNode {
  const { t } = useTranslation('transactions');
  const storeTime = useStoreTime();
  const element = useRef<HTMLTableRowElement>(null);
  const plan = row.planName[useLocale()];
  useEffect(() => {
    if (isChosen) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  return (
    // The button in the row does the same for the keyboard; the row is only a larger target for a finger.
    <tr ref={element} data-testid="sale-row" data-sale-id={row.saleId} data-chosen={isChosen} onClick={() => onChoose(row.saleId)}>
      <td>{storeTime(row.completedAt).clock}</td>
      <td>
        <button type="button" className="transactions-open" aria-current={isChosen} aria-label={row.receiptNumber} title={row.receiptNumber} onClick={() => onChoose(row.saleId)}>
          {shortNumber(row.receiptNumber)}
        </button>
      </td>
      <td>{row.msisdnMasked}</td>
      <td className="transactions-item">{t('itemShort', { plan, months: row.months })}</td>
      <td className="transactions-amount"><MoneyText amountFen={row.totalFen} /></td>
      <td><CarrierTag carrier={row.carrier} /></td>
    </tr>
  );
}

/** Newest first; scrolls inside. */
export function SaleList({ rows, chosenId, onChoose }: SaleListProps): ReactNode {
  const { t } = useTranslation('transactions');
  return (
    <ScrollRegion className="transactions-scroll" label={t('list')}>
      <table className="transactions-table">
        <thead>
          <tr>
            <th scope="col">{t('columns.at')}</th>
            <th scope="col">{t('columns.receiptNumber')}</th>
            <th scope="col">{t('columns.msisdn')}</th>
            <th scope="col">{t('columns.item')}</th>
            <th scope="col" className="transactions-amount">{t('columns.amount')}</th>
            <th scope="col">{t('columns.carrier')}</th>
          </tr>
        </thead>
        <tbody>{rows.map((row) => <Row key={row.saleId} row={row} isChosen={row.saleId === chosenId} onChoose={onChoose} />)}</tbody>
      </table>
    </ScrollRegion>
  );
}
