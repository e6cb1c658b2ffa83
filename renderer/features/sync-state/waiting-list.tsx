// Journal entries the carrier does not have yet, oldest first.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { JournalType } from '#shared/contract/journal-entries.ts';
import type { ReplyValueOf } from '#shared/contract/till-api.ts';
import { useTillClock } from '#renderer/till/use-till-clock.ts';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { useAgeText } from '#renderer/ui/use-age-text.ts';

type WaitingItem = ReplyValueOf<'sync.waiting'>['waiting'][number];

type WithUnderscore<T extends string> = T extends `${infer Area}.${infer Fact}` ? `${Area}_${Fact}` : never;
type EntryName = WithUnderscore<JournalType>;

/** Every type this version writes has a word, or this does not compile; those of a newer one are shown by their name. */
const named: Readonly<Record<EntryName, true>> = {
  terminal_enrolled: true, terminal_started: true, terminal_shut_out: true, terminal_readmitted: true, terminal_key_changed: true, staff_signed_in: true, staff_signed_out: true, staff_pin_failed: true, shift_opened: true, shift_counted: true,
  shift_closed: true, cash_moved: true, drawer_opened: true, identity_checked: true, sale_completed: true, sale_voided: true, payment_started: true,
  payment_settled: true, payment_failed: true, payment_unknown: true, payment_reversing: true, payment_reversed: true, refund_started: true,
  refund_completed: true, refund_failed: true, approval_granted: true, approval_refused: true, task_assigned: true, task_closed: true, export_made: true,
  statement_compared: true, receipt_printed: true, backup_made: true, backup_restored: true, journal_exported: true,
  clock_jumped: true, clock_corrected: true, network_lost: true, network_restored: true,
};
const isNamed = (name: string): name is EntryName => Object.hasOwn(named, name);

function useEntryName(): (type: string) => string {
  const { t } = useTranslation('sync-state');
  return (type) => {
    const name = type.replace('.', '_');
    return isNamed(name) ? t(`entry.${name}`) : t('entry.other', { type });
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
