// Sales the carrier refused: what, why, and what a person has to do. Nothing is shown while there is none.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyValueOf } from '#shared/contract/till-api.ts';
import { rejectionText } from '#shared/i18n/rejection-texts.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { MoneyText } from '#renderer/ui/money-text.tsx';

type RejectedItem = ReplyValueOf<'sync.waiting'>['rejected'][number];

function Item({ item }: { readonly item: RejectedItem }): ReactNode {
  const text = rejectionText(item.reason, useLocale());
  return (
    <li className="sync-rejected" data-testid="sync-rejected-item">
      <p className="sync-item-what">{item.receiptNumber} · {item.msisdnMasked} <MoneyText amountFen={item.amountFen} /></p>
      <p>{text.what}</p>
      <p><strong>{text.next}</strong></p>
      <p className="sync-item-small">{item.businessDate}</p>
    </li>
  );
}

/** Red, since only a person can settle these. */
export function RejectedList({ rejected }: { readonly rejected: readonly RejectedItem[] }): ReactNode {
  const { t } = useTranslation('sync-state');
  if (rejected.length === 0) return null;
  return (
    <section className="sync-list" data-testid="sync-rejected">
      <h3>{t('rejectedTitle')}</h3>
      <ul>{rejected.map((item) => <Item key={item.saleId} item={item} />)}</ul>
    </section>
  );
}
