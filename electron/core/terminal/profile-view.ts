// Terminal, store and configuration in one piece, as every use case is given them.
import { dateInZone, hourInZone, type BusinessDate } from '#shared/domain/business-date.ts';
import type { ReadDb } from '../store/sql.ts';
import type { Profile } from '../till.ts';
import { readConfig, readStore, readTerminal } from './terminal-repository.ts';

/** Null until enrolled and told who and where it is. */
export function readProfile(db: ReadDb): Profile | null {
  const terminal = readTerminal(db);
  const store = readStore(db);
  const config = readConfig(db);
  return terminal === null || store === null || config === null ? null : {
    terminal, store, config, civilDateAt: civilDates(store.timeZone), hourAt: (instant) => hourInZone(instant, store.timeZone),
  };
}

function civilDates(timeZone: string): (instant: string) => BusinessDate {
  let last: { readonly instant: string; readonly civilOn: BusinessDate } | null = null;
  return (instant) => {
    if (last?.instant !== instant) last = { instant, civilOn: dateInZone(instant, timeZone) };
    return last.civilOn;
  };
}
