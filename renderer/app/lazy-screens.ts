// The screens whose code is loaded when they are first shown, or before that while nothing else is to do.
import { lazy, useEffect } from 'react';

const loadTransactions = async () => ({ default: (await import('#renderer/features/transactions/transactions-screen.tsx')).TransactionsScreen });
const loadShift = async () => ({ default: (await import('#renderer/features/shift/shift-screen.tsx')).ShiftScreen });
const loadReview = async () => ({ default: (await import('#renderer/features/review/review-screen.tsx')).ReviewScreen });
const loadSettings = async () => ({ default: (await import('#renderer/features/settings/settings-screen.tsx')).SettingsScreen });

export const TransactionsScreen = lazy(loadTransactions);
export const ShiftScreen = lazy(loadShift);
export const ReviewScreen = lazy(loadReview);
export const SettingsScreen = lazy(loadSettings);

/** Most missed first: the manager's day brings the tables and the charts. */
const loaders: readonly (() => Promise<unknown>)[] = [loadReview, loadTransactions, loadShift, loadSettings];

/** Loads the screens one by one while the window is idle. One that cannot be loaded is asked for again when it is shown, and said then. */
export async function loadWhileIdle(idle: () => Promise<void>, wanted: readonly (() => Promise<unknown>)[] = loaders): Promise<void> {
  for (const load of wanted) {
    await idle();
    await load().catch(() => undefined);
  }
}

/** Begins once the window has nothing to do; a window without such a signal loads each screen when it is shown. */
export function useScreensLoadedAhead(): void {
  useEffect(() => {
    if (!('requestIdleCallback' in window)) return;
    void loadWhileIdle(() => new Promise((resolve) => { window.requestIdleCallback(() => resolve()); }));
  }, []);
}
