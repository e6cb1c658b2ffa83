// What is shown when the window itself has failed.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PrimaryButton } from '#renderer/ui/primary-button.tsx';

/** Says that nothing is lost and offers the reload. */
export function BrokenScreen(): ReactNode {
  const { t } = useTranslation('frame');
  return (
    <main className="centred-page" role="alert">
      <div className="card centred-card">
        <h1>{t('error.title')}</h1>
        <p>{t('error.body')}</p>
        <PrimaryButton onPress={() => window.location.reload()} testId="reload-window">{t('error.reload')}</PrimaryButton>
      </div>
    </main>
  );
}
