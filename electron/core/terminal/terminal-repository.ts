// Who this terminal is, which store it stands in, and what the carrier configured for it.
import { z } from 'zod';
import { configRecordSchema, storeRecordSchema, type ConfigRecord, type StoreRecord } from '#shared/contract/records.ts';
import { storeIdSchema, terminalIdSchema } from '#shared/contract/values.ts';
import type { StoreId, TerminalId } from '#shared/domain/ids.ts';
import type { ReadDb, WriteDb } from '../store/sql.ts';

export interface TerminalRow {
  readonly terminalId: TerminalId;
  readonly storeId: StoreId;
  readonly gatewayUrl: string;
  readonly isTraining: boolean;
  readonly isKeySealed: boolean;
  readonly enrolledAt: string;
  /** When the present device key was made; null: at enrolment. */
  readonly keyMadeAt: string | null;
  /** Which key that is, see `keyPrintOf`; null until the first start of a version that knows it. */
  readonly keyPrint: string | null;
  /** Others could read the present key. */
  readonly isKeyExposed: boolean;
}

export type NewTerminal = Omit<TerminalRow, 'keyMadeAt' | 'isKeyExposed' | 'keyPrint'> & { readonly keyPrint: string };

const terminalRow = z.object({
  terminal_id: terminalIdSchema, store_id: storeIdSchema, gateway_url: z.string(), is_training: z.int(), is_key_sealed: z.int(), enrolled_at: z.string(),
  key_made_at: z.string().nullable(), key_print: z.string().nullable(), is_key_exposed: z.int(),
});
const terminalIdRow = z.object({ terminal_id: terminalIdSchema });
const dataRow = z.object({ data: z.string() });

/** Null until the terminal is enrolled. */
export function readTerminal(db: ReadDb): TerminalRow | null {
  const row = db.one(
    'SELECT terminal_id, store_id, gateway_url, is_training, is_key_sealed, enrolled_at, key_made_at, key_print, is_key_exposed FROM terminal', [], terminalRow,
  );
  if (row === null) return null;
  return {
    terminalId: row.terminal_id, storeId: row.store_id, gatewayUrl: row.gateway_url, isTraining: row.is_training === 1,
    isKeySealed: row.is_key_sealed === 1, enrolledAt: row.enrolled_at, keyMadeAt: row.key_made_at, keyPrint: row.key_print, isKeyExposed: row.is_key_exposed === 1,
  };
}

/** Whose file this is, of whatever version; null until the terminal is enrolled. */
export function readTerminalId(db: ReadDb): TerminalId | null {
  return db.one('SELECT terminal_id FROM terminal', [], terminalIdRow)?.terminal_id ?? null;
}

export function insertTerminal(db: WriteDb, row: NewTerminal): void {
  db.run(
    'INSERT INTO terminal (lock, terminal_id, store_id, gateway_url, is_training, is_key_sealed, enrolled_at, key_print) VALUES (1, ?, ?, ?, ?, ?, ?, ?)',
    [row.terminalId, row.storeId, row.gatewayUrl, row.isTraining ? 1 : 0, row.isKeySealed ? 1 : 0, row.enrolledAt, row.keyPrint],
  );
}

/** Another key is in use from now on. */
export function saveKeyChange(db: WriteDb, key: { readonly keyPrint: string; readonly keyMadeAt: string; readonly isKeySealed: boolean }): void {
  db.run('UPDATE terminal SET key_print = ?, key_made_at = ?, is_key_sealed = ?, is_key_exposed = 0', [key.keyPrint, key.keyMadeAt, key.isKeySealed ? 1 : 0]);
}

/** How the key in use lies on the disk. */
export function saveKeyState(db: WriteDb, key: { readonly keyPrint: string; readonly isKeySealed: boolean; readonly isKeyExposed: boolean }): void {
  db.run('UPDATE terminal SET key_print = ?, is_key_sealed = ?, is_key_exposed = ?', [key.keyPrint, key.isKeySealed ? 1 : 0, key.isKeyExposed ? 1 : 0]);
}

export function readStore(db: ReadDb): StoreRecord | null {
  const row = db.one('SELECT data FROM store', [], dataRow);
  return row === null ? null : storeRecordSchema.parse(JSON.parse(row.data));
}

export function saveStore(db: WriteDb, store: StoreRecord): void {
  db.run('INSERT INTO store (lock, data) VALUES (1, ?) ON CONFLICT (lock) DO UPDATE SET data = excluded.data', [JSON.stringify(store)]);
}

export function readConfig(db: ReadDb): ConfigRecord | null {
  const row = db.one('SELECT data FROM config', [], dataRow);
  return row === null ? null : configRecordSchema.parse(JSON.parse(row.data));
}

export function saveConfig(db: WriteDb, config: ConfigRecord): void {
  db.run('INSERT INTO config (lock, data) VALUES (1, ?) ON CONFLICT (lock) DO UPDATE SET data = excluded.data', [JSON.stringify(config)]);
}
