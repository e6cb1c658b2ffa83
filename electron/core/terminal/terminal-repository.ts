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
}

const terminalRow = z.object({
  terminal_id: terminalIdSchema, store_id: storeIdSchema, gateway_url: z.string(), is_training: z.int(), is_key_sealed: z.int(), enrolled_at: z.string(),
});
const dataRow = z.object({ data: z.string() });

/** Null until the terminal is enrolled. */
export function readTerminal(db: ReadDb): TerminalRow | null {
  const row = db.one('SELECT terminal_id, store_id, gateway_url, is_training, is_key_sealed, enrolled_at FROM terminal', [], terminalRow);
  if (row === null) return null;
  return {
    terminalId: row.terminal_id, storeId: row.store_id, gatewayUrl: row.gateway_url, isTraining: row.is_training === 1,
    isKeySealed: row.is_key_sealed === 1, enrolledAt: row.enrolled_at,
  };
}

export function insertTerminal(db: WriteDb, row: TerminalRow): void {
  db.run(
    'INSERT INTO terminal (lock, terminal_id, store_id, gateway_url, is_training, is_key_sealed, enrolled_at) VALUES (1, ?, ?, ?, ?, ?, ?)',
    [row.terminalId, row.storeId, row.gatewayUrl, row.isTraining ? 1 : 0, row.isKeySealed ? 1 : 0, row.enrolledAt],
  );
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
