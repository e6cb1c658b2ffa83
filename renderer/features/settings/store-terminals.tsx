// The terminals of the store, for managers: opened from here, read from the carrier when it is.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '#renderer/ui/card.tsx';
import { loadedApart } from '#renderer/ui/loaded-apart.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';

const StoreTerminalsDialog = loadedApart(async () => (await import('./store-terminals-dialog.tsx')).StoreTerminalsDialog);

/** The till refuses everybody but managers anyway. */
export function StoreTerminals(): ReactNode {
  const { t } = useTranslation('settings');
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Card title={t('terminals.title')} className="settings-card">
      <p className="settings-note">{t('terminals.why')}</p>
      <PushButton isWide testId="store-terminals" onPress={() => setIsOpen(true)}>{t('terminals.open')}</PushButton>
      {isOpen ? <StoreTerminalsDialog onClose={() => setIsOpen(false)} /> : null}
    </Card>
  );
}
