// What people chose on this terminal: language and printer.
import { z } from 'zod';
import { localeSchema, type Locale } from '#shared/contract/values.ts';
import type { ReadDb, WriteDb } from '../store/sql.ts';

export interface SettingRow {
  /** Null until somebody chose one. */
  readonly locale: Locale | null;
  readonly printer: string;
  readonly paperMm: 58 | 80;
}

const settingRow = z.object({ locale: localeSchema.nullable(), printer: z.string(), paper_mm: z.union([z.literal(58), z.literal(80)]) });

export function readSetting(db: ReadDb): SettingRow {
  const row = db.one('SELECT locale, printer, paper_mm FROM setting', [], settingRow);
  return row === null ? { locale: null, printer: '', paperMm: 80 } : { locale: row.locale, printer: row.printer, paperMm: row.paper_mm };
}

export function saveLocale(db: WriteDb, locale: Locale): void {
  db.run('UPDATE setting SET locale = ?', [locale]);
}

export function savePrinter(db: WriteDb, printer: string, paperMm: 58 | 80): void {
  db.run('UPDATE setting SET printer = ?, paper_mm = ?', [printer, paperMm]);
}
