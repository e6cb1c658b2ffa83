// What the till writes down once rows of its journal left it in a file.
import { appendEntry } from '../journal/append-entry.ts';
import { stampAt } from '../shift/business-day.ts';
import type { WriteDb } from '../store/sql.ts';
import type { Profile } from '../till.ts';
import type { ExportFormat } from './export-form.ts';
import type { ExportReport } from './export-report.ts';

/** The range that was asked for; where an end was left open, the date of the first or last row. */
export function noteExport(db: WriteDb, profile: Profile, now: string, { report, format }: { readonly report: ExportReport; readonly format: ExportFormat }): void {
  const today = profile.civilDateAt(now);
  const { firstDate: from, lastDate: to, rows } = report;
  appendEntry(db, stampAt(db, profile, now), 'journal.exported', { from: from ?? today, to: to ?? today, format, rows });
}
