// How far the carrier is, in a few words at the top right; opens the list of what waits and why.
import { useState, type ReactNode } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { SyncView } from '#shared/contract/till/sync-channels.ts';
import { useTillClock } from '#renderer/till/use-till-clock.ts';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { loadedApart } from '#renderer/ui/loaded-apart.tsx';
import { useAgeText } from '#renderer/ui/use-age-text.ts';
import './sync-state.css';

const SyncPanel = loadedApart(async () => (await import('./sync-panel.tsx')).SyncPanel);

/** What waits: the count, and how old the oldest is once that takes a minute. */
function Pending({ sync }: { readonly sync: SyncView }): ReactNode {
  const { t } = useTranslation('sync-state');
  const ageText = useAgeText();
  const nowMs = useTillClock();
  const oldestMs = sync.oldestPendingAt === null ? null : Date.parse(sync.oldestPendingAt);
  const isAllSent = sync.pendingCount === 0;
  return (
    <>
      <span className={isAllSent ? 'visually-hidden' : undefined}>
        <Trans t={t} i18nKey="pending" count={sync.pendingCount} components={{ n: <b data-testid="pending-count" /> }} />
      </span>
      {/* Beside a refused sale it would take the word from what needs a person. */}
      {isAllSent && sync.rejectedCount === 0 ? <span>{t('allSent')}</span> : null}
      {isAllSent || oldestMs === null || nowMs - oldestMs < 60_000 ? null : <span className="sync-badge-age">· {t('oldest', { age: ageText(oldestMs, nowMs) })}</span>}
    </>
  );
}

/** Amber while something waits, red only when a person is needed; always also in words. */
export function SyncBadge(): ReactNode {
  const { t } = useTranslation('sync-state');
  const { value: sync } = useTillQuery('sync.read', {});
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button
        type="button" className="sync-badge" data-testid="sync-state" data-state={sync?.state} aria-haspopup="dialog" aria-expanded={isOpen} title={t('open')}
        // A click leaves the focus in the field somebody is typing into.
        onMouseDown={(event) => event.preventDefault()} onClick={() => setIsOpen(true)}
      >
        <span className="sync-badge-dot" aria-hidden="true" />
        <span className="sync-badge-word">{sync === undefined ? t('unknown') : t(`state.${sync.state}`)}</span>
        {sync === undefined ? null : <Pending sync={sync} />}
        {sync === undefined || sync.rejectedCount === 0 ? null : <span>{t('rejected', { count: sync.rejectedCount })}</span>}
      </button>
      {isOpen ? <SyncPanel onClose={() => setIsOpen(false)} /> : null}
    </>
  );
}
