// Instants as the store's wall clock shows them.
import { useCallback } from 'react';
import { localDateTime } from '#shared/domain/business-date.ts';
import { useTillQuery } from './use-till-query.ts';

export interface StoreTime {
  /** YYYY-MM-DD. */
  readonly on: string;
  /** HH:MM. */
  readonly clock: string;
}

/** Gives a function from an RFC 3339 instant to date and time of day in the store's zone. */
export function useStoreTime(): (at: string) => StoreTime {
  const { value } = useTillQuery('terminal.read', {});
  const timeZone = value?.timeZone ?? 'Asia/Shanghai';
  return useCallback((at) => {
    const local = localDateTime(at, timeZone);
    return { on: local.slice(0, 10), clock: local.slice(11, 16) };
  }, [timeZone]);
}
