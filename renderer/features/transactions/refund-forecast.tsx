// What the refund will do, said before any money moves: which tender gets what, and what becomes of the validity.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaleRow } from '#shared/contract/till/sale-channels.ts';
import type { RefundPreview, RefundView } from '#shared/contract/till/undo-channels.ts';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { useMethodText } from './method-text.ts';

/** Until when the card is good once the money has gone back; `forecast`: it has not yet, and the customer should know. */
export function useValidityText(tense: 'forecast' | 'done'): (refund: Pick<RefundView, 'validity' | 'expiryAfter'>) => string {
  const { t } = useTranslation('transactions');
  return ({ validity, expiryAfter }) => {
    if (validity === 'moved-back') return expiryAfter === null ? t(`refund.validity.${tense}.gone`) : t(`refund.validity.${tense}.back`, { date: expiryAfter });
    return validity === 'stays' ? t('refund.validity.stays') : t(`refund.validity.${tense}.undecided`);
  };
}

/** Each tender gets back at most what it gave. */
export function RefundLines({ lines, sale }: { readonly lines: RefundView['lines']; readonly sale: SaleRow }): ReactNode {
  const methodText = useMethodText();
  const wayOf = (paymentId: string): SaleRow['tenders'][number]['way'] => sale.tenders.find((tender) => tender.paymentId === paymentId)?.way ?? null;
  return (
    <dl className="fact-list">
      {lines.map((line) => (
        <div key={line.paymentId} data-testid="refund-line" data-method={line.method}><dt>{methodText(line.method, wayOf(line.paymentId))}</dt><dd><MoneyText amountFen={line.amountFen} /></dd></div>
      ))}
    </dl>
  );
}

/** The customer is told this first; afterwards it is too late to be surprised. */
export function RefundForecast({ preview, sale }: { readonly preview: RefundPreview; readonly sale: SaleRow }): ReactNode {
  const { t } = useTranslation('transactions');
  const validityText = useValidityText('forecast');
  return (
    <div className="refund-forecast" data-testid="refund-preview" data-validity={preview.validity}>
      <h3>{t('refund.goesTo')}</h3>
      <RefundLines lines={preview.lines} sale={sale} />
      <p className="refund-validity" data-testid="refund-validity">{validityText(preview)}</p>
      {preview.mode === 'offline' ? <p className="transactions-note">{t('refund.offline')}</p> : null}
      {preview.needsApproval ? <p className="transactions-note">{t('needsApproval')}</p> : null}
    </div>
  );
}
