// Says what became of the till's core when it died: coming back, back, or not coming back.
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { onTopic } from '#renderer/till/till-topics.ts';
import { useHostState } from './host-state-store.ts';
import './host-notice.css';

/** A line under the header. It stays until somebody has read it; while the core is down it cannot be sent away. */
export function HostNotice(): ReactNode {
  const { t } = useTranslation('host-notice');
  const { state, tell } = useHostState();
  useEffect(() => onTopic((event) => {
    if (event.topic === 'host' && event.host !== undefined) tell(event.host);
  }), [tell]);
  if (state === null) return null;
  return (
    <div className="host-notice" role={state === 'stopped' ? 'alert' : 'status'} data-testid="host-notice" data-state={state}>
      <p><strong>{t(state)}</strong> <span>{t(`${state}Hint`)}</span></p>
      {state === 'restarted' ? <button type="button" data-testid="host-notice-dismiss" onClick={() => tell(null)}>{t('dismiss')}</button> : null}
    </div>
  );
}
