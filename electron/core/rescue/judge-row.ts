// What is right and wrong with a row of a journal that may be damaged, and what of it may leave the till.
import { z } from 'zod';
import { hashEntry, type ChainBreak, type JournalEntry, type JsonObject, type JsonValue } from '#shared/domain/journal-chain.ts';
import type { TerminalId } from '#shared/domain/ids.ts';
import { dateSchema } from '#shared/contract/values.ts';
import { sha256Hex } from '../journal/append-entry.ts';
import type { FoundRow } from './found-row-repository.ts';

/** unreadable: a column holds what no column of a journal can. The others are those of a chain. */
export type Fault = ChainBreak['reason'] | 'unreadable';

const payloadSchema = z.record(z.string(), z.json());
const rowSchema = z.object({
  type: z.string(), at: z.string(), businessDate: dateSchema, prevHash: z.string(), hash: z.string(),
  payload: z.string().transform((text, context) => {
    try {
      return payloadSchema.parse(JSON.parse(text));
    } catch {
      context.addIssue('no JSON object');
      return z.NEVER;
    }
  }),
});

/** The row as an entry of this terminal's journal; null where it cannot be one. */
export function entryOf(row: FoundRow, terminalId: TerminalId): JournalEntry | null {
  const read = rowSchema.safeParse(row);
  return read.success ? { ...read.data, terminalId, seq: row.seq } : null;
}

/** `before` is the hash of the row in front of it; null: that row could not be read, so nothing is known of the link. */
export function faultOf(entry: JournalEntry | null, before: string | null): Fault | null {
  if (entry === null) return 'unreadable';
  if (before !== null && entry.prevHash !== before) return 'prev-hash';
  try {
    return hashEntry(entry, sha256Hex) === entry.hash ? null : 'hash';
  } catch {
    return 'hash';
  }
}

/** A mainland mobile number, or a resident's number of 15 or 18 digits, that stands by itself in what somebody typed. */
const personal = /(?<!\w)(?:1[3-9]\d{9}|[1-9]\d{14}|[1-9]\d{16}[\dXx])(?!\w)/g;

/** The journal keeps no such number in any field of its own; free text is whatever a person typed into it. */
export function maskText(text: string): string {
  return text.replaceAll(personal, (found) => `${found.slice(0, 3)}${'*'.repeat(found.length - 7)}${found.slice(-4)}`);
}

export function maskJson(value: JsonValue): JsonValue {
  if (typeof value === 'string') return maskText(value);
  if (typeof value !== 'object' || value === null) return value;
  return isList(value) ? value.map(maskJson) : maskObject(value);
}

const isList = (value: readonly JsonValue[] | JsonObject): value is readonly JsonValue[] => Array.isArray(value);

function maskObject(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, maskJson(member)]));
}
