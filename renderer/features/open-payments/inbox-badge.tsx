// How much is not final, at the top of every screen; opens the inbox.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { loadedApart } from '#renderer/ui/loaded-apart.tsx';
import { useShortcuts } from '#renderer/ui/use-shortcuts.ts';
import { INBOX_KEY, useInbox } from './inbox-store.ts';
import { openCount } from './next-step.ts';
import './open-payments.css';

const InboxPanel = loadedApart(async () => (await import('./inbox-panel.tsx')).InboxPanel);

/** Amber with a count while something is open. `onShowSale` brings the screen of the sale forward. */
export function InboxBadge({ onShowSale }: { readonly onShowSale: () => void }): ReactNode {
  const { t } = useTranslation('open-payments');
  const { isOpen, show } = useInbox();
  const payments = useTillQuery('payment.list-open', {}).value ?? [];
  const parked = useTillQuery('sale.list-parked', {}).value ?? [];
  const count = openCount(payments, parked);
  useShortcuts({ [INBOX_KEY]: show });
  return (
    <>
      <button
        type="button" className="inbox-badge" data-testid="inbox" data-count={count} aria-haspopup="dialog" aria-expanded={isOpen} aria-keyshortcuts={INBOX_KEY} title={t('open')}
        // A click leaves the focus in the field somebody is typing into.
        onMouseDown={(event) => event.preventDefault()} onClick={show}
      >
        <span>{t('badge')}</span>{count === 0 ? null : <b>{count}</b>}<KeyHint name={INBOX_KEY} />
      </button>
      {isOpen ? <InboxPanel onShowSale={onShowSale} /> : null}
    </>
  );
}
