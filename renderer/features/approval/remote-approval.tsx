// On the manager's own terminal: the answer to a request code somebody reads over the phone.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { Card } from '#renderer/ui/card.tsx';
import { loadedApart } from '#renderer/ui/loaded-apart.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';

const RemoteApprovalDialog = loadedApart(async () => (await import('./remote-approval-dialog.tsx')).RemoteApprovalDialog);

/** Only managers see it; the till refuses everybody else anyway. */
export function RemoteApproval(): ReactNode {
  const { t } = useTranslation('approval');
  const role = useTillQuery('session.read', {}).value?.person?.role;
  const [isOpen, setIsOpen] = useState(false);
  if (role !== 'manager') return null;
  return (
    <Card title={t('remote.title')} className="settings-card">
      <p className="settings-note">{t('remote.why')}</p>
      <PushButton isWide testId="remote-approval" onPress={() => setIsOpen(true)}>{t('remote.open')}</PushButton>
      {isOpen ? <RemoteApprovalDialog onClose={() => setIsOpen(false)} /> : null}
    </Card>
  );
}
