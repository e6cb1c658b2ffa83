// Journal entries the carrier does not have yet, oldest first.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyValueOf } from '#shared/contract/till-api.ts';
import { useTillClock } from '#renderer/till/use-till-clock.ts';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { useAgeText } from '#renderer/ui/use-age-text.ts';

type WaitingItem = ReplyValueOf<'sync.waiting'>['waiting'][number];

/** Journal types a clerk has a word for; newer ones are shown by their name. */
const named = [
  'terminal_enrolled', 'terminal_started', 'staff_signed_in', 'staff_signed_out', 'staff_pin_failed', 'shift_opened', 'shift_closed',
  'identity_checked', 'sale_completed', 'receipt_printed', 'network_lost', 'network_restored',
] as const;

function useEntryName(): (type: string) => string {
  const { t } = useTranslation('sync-state');
  return (type) => {
    const name = named.find((one) => one === type.replace('.', '_'));
    return name === undefined ? t('entry.other', { type }) : t(`entry.${name}`);
  };
}

function Item({ item, age }: { readonly item: WaitingItem; readonly age: string }): ReactNode {
  const { t } = useTranslation('sync-state');
  const nameOf = useEntryName();
  return (
    <li className="sync-item" data-sale={item.saleId !== null}>
      <span className="sync-item-what">{nameOf(item.type)}{item.receiptNumber === null ? '' : ` ${item.receiptNumber}`}</span>
      <span>{item.amountFen === null ? null : <MoneyText amountFen={item.amountFen} />}</span>
      <span className="sync-item-small">{t('seq', { seq: item.seq })} · {age}</span>
    </li>
  );
}

/** At most 200 are sent to the window; the rest is counted. */
export function WaitingList({ waiting, pendingCount }: { readonly waiting: readonly WaitingItem[]; readonly pendingCount: number }): ReactNode {
  const { t } = useTranslation('sync-state');
  const ageText = useAgeText();
  const nowMs = useTillClock();
  const unlisted = Math.max(0, pendingCount - waiting.length);
  return (
    <section className="sync-list" data-testid="sync-waiting">
      <h3>{t('waitingTitle')}</h3>
      {waiting.length === 0 ? <p className="sync-empty"><strong>{t('waitingEmpty')}</strong>{t('waitingEmptyHint')}</p> : null}
      <ul>{waiting.map((item) => <Item key={item.seq} item={item} age={ageText(Date.parse(item.at), nowMs)} />)}</ul>
      {unlisted === 0 ? null : <p className="sync-empty">{t('waitingMore', { count: unlisted })}</p>}
    </section>
  );
}
