// Says under the header that this computer's clock is wrong, or that nobody has vouched for the date yet.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStoreTime } from '#renderer/till/use-store-time.ts';
import { useTillClock } from '#renderer/till/use-till-clock.ts';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { Band } from '#renderer/ui/band.tsx';
import { SKEW_WORTH_SAYING_S, useSpanText } from './span-text.ts';

export function ClockBand(): ReactNode {
  const { t } = useTranslation('sync-state');
  const sync = useTillQuery('sync.read', {}).value;
  const storeTime = useStoreTime();
  const nowMs = useTillClock();
  const span = useSpanText();
  if (sync === undefined) return null;
  const { clockDoubt, clockSkewSeconds } = sync;
  if (clockDoubt !== null) {
    const { on, clock } = storeTime(new Date(nowMs).toISOString());
    return <Band tone="attention" testId="clock-band">{t('clockDoubtful', { on, clock })}</Band>;
  }
  if (Math.abs(clockSkewSeconds) < SKEW_WORTH_SAYING_S) return null;
  return <Band tone="waiting" testId="clock-band">{t(clockSkewSeconds < 0 ? 'clockFast' : 'clockSlow', { amount: span(Math.abs(clockSkewSeconds)) })}</Band>;
}
