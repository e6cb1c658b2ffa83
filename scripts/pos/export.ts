// pos export: the journal as a file of its own, checked row by row, also from a damaged till.
import path from 'node:path';
import type { BusinessDate } from '#shared/domain/business-date.ts';
import { dateSchema } from '#shared/contract/values.ts';
import { exportJournal, type ExportRefusal } from '#core/rescue/export-journal.ts';
import type { ExportFormat } from '#core/rescue/export-form.ts';
import type { ExportReport } from '#core/rescue/export-report.ts';
import { noteExport } from '#core/rescue/note-export.ts';
import { DATABASE_FILE } from '#core/store/open-store.ts';
import { systemClock } from '../../electron/hosts/system-clock.ts';
import type { Workplace } from '../../electron/hosts/data-dir.ts';
import type { Answer } from './answer.ts';
import { faultTexts, rangeText } from './row-texts.ts';
import { NOT_WRITTEN_DOWN, writeDown } from './write-down.ts';

const reasons: Readonly<Record<ExportRefusal['reason'], string>> = {
  'disk-full': 'there is not enough room for it: choose another disk',
  'not-writable': 'it cannot be written there: see that the folder exists and may be written to',
  exists: 'a file of this name is there already: choose another name',
  'source-unreadable': 'not one row of the till\'s file can be read: restore the newest backup',
  failed: 'it could not be made',
};

export interface ExportWish {
  readonly file: string;
  readonly options: Readonly<Record<string, string>>;
  readonly appVersion: string;
  readonly say: (text: string) => void;
}

const TOLD_EVERY = 100_000;

export async function exportRows(place: Workplace, { file, options, appVersion, say }: ExportWish): Promise<Answer> {
  const target = path.resolve(file);
  const format: ExportFormat = options['format'] === 'csv' ? 'csv' : 'jsonl';
  const made = await exportJournal({
    source: path.join(place.coreDir, DATABASE_FILE), target, format, from: dateOf(options['from']), to: dateOf(options['to']),
    at: systemClock.now(), appVersion, sqliteBinding: null,
    breathe: async (seq) => {
      if (seq % TOLD_EVERY === 0) say(`looked at ${seq} rows`);
    },
  });
  if (!made.ok) {
    const { reason, detail } = made.problem;
    return { isWell: false, value: { problem: reason, detail }, lines: [`no export: ${reasons[reason]} (${detail})`] };
  }
  const report = made.value;
  // A journal that does not verify has stopped the till: nothing is appended to it.
  const isNoted = report.isWhole && writeDown(place, report.schemaVersion, (db, profile, now) => noteExport(db, profile, now, { report, format })) !== null;
  return { isWell: report.isWhole, value: { ok: report.isWhole, file: target, format, ...report, isNoted }, lines: [...linesOf(target, report), ...(isNoted ? [] : [NOT_WRITTEN_DOWN])] };
}

const dateOf = (text: string | undefined): BusinessDate | null => (text === undefined ? null : dateSchema.parse(text));

function linesOf(file: string, report: ExportReport): string[] {
  const { rows, bytes, sha256, maskedRows, unconfirmedRows, unconfirmedReceipts } = report;
  return [
    `export in ${file}: ${rows} rows, ${bytes} bytes, SHA-256 ${sha256}`,
    report.isWhole ? 'every row of the journal was checked and fits' : 'the journal is NOT whole:',
    ...report.unread.map((range) => `  ${rangeText(range)} cannot be read`),
    ...report.faults.map(({ seq, fault }) => `  row ${seq}: ${faultTexts[fault]}`),
    ...(report.faultCount > report.faults.length ? [`  and ${report.faultCount - report.faults.length} more rows that do not fit`] : []),
    ...(maskedRows === 0 ? [] : [`numbers of people were blanked in ${maskedRows} rows`]),
    ...(unconfirmedRows === 0 ? [] : [`not confirmed by the carrier: ${unconfirmedRows} rows; slips of sales among them: ${unconfirmedReceipts.join(', ') || 'none'}`]),
  ];
}
