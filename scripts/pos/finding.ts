// What pos doctor found in one place: how grave it is, and what to do, in both languages.

export interface Text {
  readonly en: string;
  readonly 'zh-CN': string;
}

/** warn: the till works, somebody should look. fail: it does not, or money or data are at risk. */
export type Level = 'ok' | 'warn' | 'fail';

export interface Finding {
  readonly area: 'disk' | 'keys' | 'journal' | 'queue' | 'backups' | 'printer' | 'gateway' | 'clock' | 'certificate';
  readonly level: Level;
  readonly what: Text;
  /** Null when nothing is to be done. */
  readonly fix: Text | null;
}

export const text = (en: string, zh: string): Text => ({ en, 'zh-CN': zh });

export function fine(area: Finding['area'], what: Text): Finding {
  return { area, level: 'ok', what, fix: null };
}

export function worse(area: Finding['area'], level: 'warn' | 'fail', what: Text, fix: Text): Finding {
  return { area, level, what, fix };
}
