// What the sign-in says while there is nobody to choose: data on its way, or a store without people.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { PushButton } from '#renderer/ui/push-button.tsx';

/** The first data is on its way: how much came so far, and whether the server answers at all. */
export function StartingPanel({ directoryCount, isTraining }: { readonly directoryCount: number; readonly isTraining: boolean }): ReactNode {
  const { t } = useTranslation('sign-in');
  const sync = useTillQuery('sync.read', {});
  // The training server runs on this computer and is only just being made: no network is to blame.
  const isCutOff = !isTraining && sync.value !== undefined && !sync.value.isReachable && directoryCount === 0;
  const delivery = sync.value?.delivery;
  return (
    <div className="card sign-in-empty" role="status" data-testid="sign-in-starting">
      <span className="sign-in-progress" aria-hidden="true" />
      <h1>{t('starting')}</h1>
      <p className="sign-in-count">{delivery == null ? t('startingCount', { count: directoryCount }) : t('startingOf', delivery)}</p>
      <p>{isCutOff ? t('startingOffline') : t('startingHint')}</p>
    </div>
  );
}

/** The store has no people: the cure lies at head office. */
export function NobodyPanel({ onAgain }: { readonly onAgain: () => void }): ReactNode {
  const { t } = useTranslation('sign-in');
  return (
    <div className="card sign-in-empty" data-testid="sign-in-empty">
      <h1>{t('empty')}</h1>
      <p>{t('emptyHint')}</p>
      <PushButton onPress={onAgain} shortcut="Enter">{t('again')}</PushButton>
    </div>
  );
}
