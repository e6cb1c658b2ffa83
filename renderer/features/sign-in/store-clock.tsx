// The store's time of day and date, for whoever comes to the terminal.
import type { ReactNode } from 'react';
import type { BusinessDate } from '#shared/domain/business-date.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { useStoreTime } from '#renderer/till/use-store-time.ts';
import { useTillClock } from '#renderer/till/use-till-clock.ts';

/** By the till's clock, in the store's zone. */
export function StoreClock({ todayOn }: { readonly todayOn: BusinessDate }): ReactNode {
  const locale = useLocale();
  const storeTime = useStoreTime();
  const { clock } = storeTime(new Date(useTillClock()).toISOString());
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(new Date(todayOn));
  return (
    <div className="sign-in-clock">
      <p>{clock}</p>
      <p>{todayOn} {weekday}</p>
    </div>
  );
}
