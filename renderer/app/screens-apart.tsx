// The screens whose code is loaded when they are first shown, or before that while nothing else is to do.
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { allParts, loadedApart } from '#renderer/ui/loaded-apart.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';

function ScreenOnItsWay(): ReactNode {
  const { t } = useTranslation('frame');
  return <Skeleton lines={6} label={t('loading')} />;
}

export const TransactionsScreen = loadedApart(async () => (await import('#renderer/features/transactions/transactions-screen.tsx')).TransactionsScreen, ScreenOnItsWay);
export const ShiftScreen = loadedApart(async () => (await import('#renderer/features/shift/shift-screen.tsx')).ShiftScreen, ScreenOnItsWay);
export const ReviewScreen = loadedApart(async () => (await import('#renderer/features/review/review-screen.tsx')).ReviewScreen, ScreenOnItsWay);
export const SettingsScreen = loadedApart(async () => (await import('#renderer/features/settings/settings-screen.tsx')).SettingsScreen, ScreenOnItsWay);

/** Loads what is not there yet, one by one while the window is idle. What cannot be loaded is asked for again when it is shown, and said then. */
export async function loadWhileIdle(idle: () => Promise<void>, wanted: Iterable<{ readonly loadAhead: () => Promise<unknown> }> = allParts): Promise<void> {
  for (const part of wanted) {
    await idle();
    await part.loadAhead().catch(() => undefined);
  }
}

/** Begins once the window has nothing to do; a window without such a signal loads each part when it is shown. */
export function usePartsLoadedAhead(): void {
  useEffect(() => {
    if (!('requestIdleCallback' in window)) return;
    void loadWhileIdle(() => new Promise((resolve) => { window.requestIdleCallback(() => resolve()); }));
  }, []);
}
