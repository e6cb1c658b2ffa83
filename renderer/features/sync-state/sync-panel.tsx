// What the carrier does not have yet and why, what it refused, and the button that asks it now.
import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTillCommand, useTillQuery } from '#renderer/till/use-till-query.ts';
import { PrimaryButton } from '#renderer/ui/primary-button.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import { useShortcuts } from '#renderer/ui/use-shortcuts.ts';
import { RejectedList } from './rejected-list.tsx';
import { SyncFacts } from './sync-facts.tsx';
import { WaitingList } from './waiting-list.tsx';

function Lists(): ReactNode {
  const { t } = useTranslation('sync-state');
  const lists = useTillQuery('sync.waiting', {});
  const sync = useTillQuery('sync.read', {});
  if (lists.value !== undefined) {
    return (
      <>
        <RejectedList rejected={lists.value.rejected} />
        <WaitingList waiting={lists.value.waiting} pendingCount={sync.value?.pendingCount ?? 0} />
      </>
    );
  }
  if (lists.problem === null) return <Skeleton lines={5} label={t('unknown')} />;
  return <ProblemNotice problem={lists.problem} actions={<PushButton isModal onPress={lists.reload}>{t('again')}</PushButton>} />;
}

/** A drawer over the right side; the rest of the window waits until it is closed. */
export function SyncPanel({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('sync-state');
  const sync = useTillQuery('sync.read', {});
  const { run, isBusy, problem } = useTillCommand('sync.now');
  const dialog = useRef<HTMLDialogElement>(null);
  useShortcuts({ Escape: onClose }, { isModal: true });
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // On the drawer itself, not on its first button: Enter is for the one at the bottom.
    element?.focus();
    // Gives the focus back to where it was.
    return () => element?.close();
  }, []);
  return (
    // The role is written out because the keyboard registry looks for it.
    // oxlint-disable-next-line jsx-a11y/no-redundant-roles
    <dialog ref={dialog} tabIndex={-1} role="dialog" aria-modal="true" aria-labelledby="sync-panel-title" className="sync-panel" data-testid="sync-panel" onClose={onClose}>
      <div className="sync-panel-head">
        <h2 id="sync-panel-title">{t('title')}</h2>
        <PushButton shortcut="Escape" isModal testId="sync-close" onPress={onClose}>{t('close')}</PushButton>
      </div>
      {sync.value === undefined ? null : <SyncFacts sync={sync.value} />}
      <ScrollRegion className="sync-panel-lists" label={t('waitingTitle')}><Lists /></ScrollRegion>
      {problem === null ? null : <ProblemNotice problem={problem} />}
      <PrimaryButton isModal testId="sync-now" isDisabled={isBusy} onPress={() => void run({})}>{t(isBusy ? 'nowBusy' : 'now')}</PrimaryButton>
    </dialog>
  );
}
