// The list of the store's terminals, and the way to shut another one out.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreTerminal } from '#shared/contract/till/session-channels.ts';
import { useStoreTime } from '#renderer/till/use-store-time.ts';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { ModalDialog } from '#renderer/ui/modal-dialog.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import { StateTag } from '#renderer/ui/state-tag.tsx';
import { ShutOutDialog } from './shut-out-dialog.tsx';

interface RowProps {
  readonly terminal: StoreTerminal;
  readonly onShutOut: () => void;
}

/** The own terminal and one that is shut out have no button: there is nothing to do by mistake. */
function Row({ terminal, onShutOut }: RowProps): ReactNode {
  const { t } = useTranslation('settings');
  const storeTime = useStoreTime();
  const { terminalId, isThis, status, enrolledAt, lastReceivedAt } = terminal;
  const heard = lastReceivedAt === null ? null : storeTime(lastReceivedAt);
  return (
    <li className="store-terminal" data-testid={`terminal-${terminalId}`} data-status={status}>
      <span className="store-terminal-name">{terminalId}{isThis ? <StateTag tone="brand">{t('terminals.this')}</StateTag> : null}</span>
      <span className="store-terminal-small">
        {t('terminals.enrolled', { on: storeTime(enrolledAt).on })}<br />
        {heard === null ? t('terminals.neverHeard') : t('terminals.heard', { on: heard.on, clock: heard.clock })}
      </span>
      <StateTag tone={status === 'active' ? 'ok' : 'attention'}>{t(`terminals.${status}`)}</StateTag>
      {isThis || status === 'revoked' ? <span /> : <PushButton testId={`shut-out-${terminalId}`} onPress={onShutOut}>{t('terminals.shutOut')}</PushButton>}
    </li>
  );
}

/** Read afresh each time it is opened, and after each shutting out. */
export function StoreTerminalsDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('settings');
  const { value, problem, reload } = useTillQuery('terminal.list', {});
  const [chosen, setChosen] = useState<StoreTerminal | null>(null);
  if (chosen !== null) return <ShutOutDialog key={chosen.terminalId} terminal={chosen} onClose={() => setChosen(null)} />;
  return (
    <ModalDialog
      title={t('terminals.title')} onClose={onClose} size="wide" testId="store-terminals-dialog"
      foot={<PushButton shortcut="Escape" isModal testId="store-terminals-close" onPress={onClose}>{t('terminals.close')}</PushButton>}
    >
      {problem === null ? null : <ProblemNotice problem={problem} hasCustomer={false} actions={<PushButton isModal shortcut="Enter" onPress={reload}>{t('again')}</PushButton>} />}
      {value === undefined && problem === null ? <Skeleton lines={4} label={t('terminals.title')} /> : null}
      {value === undefined ? null : (
        <ScrollRegion className="store-terminals-list" label={t('terminals.title')}>
          <ul>{value.terminals.map((terminal) => <Row key={terminal.terminalId} terminal={terminal} onShutOut={() => setChosen(terminal)} />)}</ul>
        </ScrollRegion>
      )}
    </ModalDialog>
  );
}
