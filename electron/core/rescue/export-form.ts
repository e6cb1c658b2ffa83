// How an exported journal is written: one JSON value a line with its master data and checksum, or its rows as CSV.
import type { JournalEntry, JsonValue } from '#shared/domain/journal-chain.ts';
import type { FoundRow } from './found-row-repository.ts';
import { maskJson, maskText, type Fault } from './judge-row.ts';

export const EXPORT_NAME = 'heyon-journal';
export const EXPORT_VERSION = 1;
export type ExportFormat = 'jsonl' | 'csv';

/** One row of the journal, judged. */
export interface JudgedRow {
  readonly row: FoundRow;
  readonly entry: JournalEntry | null;
  readonly fault: Fault | null;
}

/** isMasked: a personal number was blanked in it, so its content no longer makes its hash. */
export interface WrittenRow {
  readonly text: string;
  readonly isMasked: boolean;
}

const line = (value: object): string => `${JSON.stringify(value)}\n`;

export const headLine = (facts: object): string => line({ kind: 'head', format: EXPORT_NAME, version: EXPORT_VERSION, ...facts });
export const masterLine = (kind: string, data: unknown): string => line({ kind, data });
/** `sha256` is that of every byte before this line. */
export const endLine = (facts: object, sha256: string): string => line({ kind: 'end', ...facts, sha256 });

export function entryLine({ row, entry, fault }: JudgedRow): WrittenRow {
  const cells = cellsOf(row);
  const payload: JsonValue = entry === null ? cells.payload.masked : maskJson(entry.payload);
  const isMasked = entry === null ? cells.isMasked : JSON.stringify(payload) !== JSON.stringify(entry.payload);
  const marks = { ...(fault === null ? {} : { fault }), ...(isMasked ? { isMasked } : {}) };
  const { type, at, businessDate, prevHash, hash } = cells;
  return {
    isMasked,
    text: line({ kind: 'entry', seq: row.seq, type: type.masked, at: at.masked, businessDate: businessDate.masked, payload, prevHash: prevHash.masked, hash: hash.masked, ...marks }),
  };
}

/** Only the columns of the table, for whoever reads them in a spreadsheet. */
export const CSV_HEAD = '\uFEFFseq,type,at,business_date,payload,prev_hash,hash\r\n';

export function csvRow({ row }: JudgedRow): WrittenRow {
  const { type, at, businessDate, payload, prevHash, hash, isMasked } = cellsOf(row);
  const texts = [type, at, businessDate, payload, prevHash, hash].map((cell) => quote(cell.masked));
  return { isMasked, text: `${row.seq},${texts.join(',')}\r\n` };
}

// A spreadsheet takes a text that begins so for a formula.
const quote = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

interface Cell { readonly masked: string; readonly isMasked: boolean }

function cellsOf(row: FoundRow): Record<'type' | 'at' | 'businessDate' | 'payload' | 'prevHash' | 'hash', Cell> & { readonly isMasked: boolean } {
  const cells = {
    type: cellOf(row.type), at: cellOf(row.at), businessDate: cellOf(row.businessDate), payload: cellOf(row.payload), prevHash: cellOf(row.prevHash), hash: cellOf(row.hash),
  };
  return { ...cells, isMasked: Object.values(cells).some((cell) => cell.isMasked) };
}

function cellOf(value: unknown): Cell {
  const text = textOf(value);
  const masked = maskText(text);
  return { masked, isMasked: masked !== text };
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Buffer.isBuffer(value)) return value.toString('utf8');
  return value === null ? '' : JSON.stringify(value);
}
