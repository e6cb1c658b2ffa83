// Writes one business fact: the next journal row, linked to the one before, inside the caller's transaction.
import { createHash } from 'node:crypto';
import { hashEntry, type JournalEntry } from '#shared/domain/journal-chain.ts';
import type { BusinessDate } from '#shared/domain/business-date.ts';
import type { TerminalId } from '#shared/domain/ids.ts';
import { journalPayloads, type JournalPayload, type JournalType } from '#shared/contract/journal-entries.ts';
import type { WriteDb } from '../store/sql.ts';
import { insertEntry, readHead } from './journal-repository.ts';

export interface EntryStamp {
  readonly terminalId: TerminalId;
  readonly at: string;
  readonly businessDate: BusinessDate;
}

export const sha256Hex = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** Appends a fact. The payload is checked against its schema first: a row that cannot be read again must not be written. */
export function appendEntry<T extends JournalType>(db: WriteDb, stamp: EntryStamp, type: T, payload: JournalPayload<T>): JournalEntry {
  const head = readHead(db);
  // A payload schema describes a plain JSON object, so the parsed value is one.
  const checked = journalPayloads[type].parse(payload) as JournalEntry['payload'];
  const unsealed = {
    terminalId: stamp.terminalId, seq: head.seq + 1, type, at: stamp.at, businessDate: stamp.businessDate, payload: checked, prevHash: head.hash,
  };
  const entry: JournalEntry = { ...unsealed, hash: hashEntry(unsealed, sha256Hex) };
  insertEntry(db, entry, JSON.stringify(checked));
  return entry;
}
