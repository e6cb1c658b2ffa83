// What is true of the whole terminal just now, in lines under the header.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { HostNotice } from '#renderer/features/host-notice/host-notice.tsx';
import { ClockBand } from '#renderer/features/sync-state/clock-band.tsx';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { Band } from '#renderer/ui/band.tsx';

/** Training, outage, a wrong clock, and what became of the core. */
export function Bands(): ReactNode {
  const { t } = useTranslation('frame');
  const terminal = useTillQuery('terminal.read', {}).value;
  const shift = useTillQuery('shift.current', {}).value?.shift;
  const sync = useTillQuery('sync.read', {}).value;
  return (
    <>
      {terminal?.isTraining === true ? <Band tone="training" testId="training-banner">{t('band.training')}</Band> : null}
      <HostNotice />
      {sync?.isReachable === false ? <Band tone="waiting" testId="outage-banner">{t('band.offline')}</Band> : null}
      <ClockBand />
      {shift?.isTooLong === true ? <Band tone="attention" testId="shift-too-long-banner">{t('band.shiftTooLong', { staffId: shift.staffId })}</Band> : null}
    </>
  );
}
