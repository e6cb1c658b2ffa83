// Shutting a terminal out and letting it in again. What it has not sent stays with it: nothing of a shut-out terminal is believed.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { staffRecordSchema } from '#shared/contract/records.ts';
import type { RevocationReply } from '#shared/contract/gateway-api.ts';
import { terminalIdSchema } from '#shared/contract/values.ts';
import type { GatewayDb, SqlRunner } from '../store/gateway-db.ts';
import { findStoreRecord, lockTerminal, saveStatus, type TerminalRow } from './terminal-repository.ts';

export interface Revocation {
  readonly terminalId: string;
  /** Who asked, for the record: `carrier`, or terminal and manager. */
  readonly by: string;
  readonly now: string;
}

/** Shuts out for every call from the next one on. Again: the first time stands. Null: nobody has this name. */
export async function revokeTerminal(db: GatewayDb, { terminalId, by, now }: Revocation): Promise<RevocationReply | null> {
  return db.transaction(async (tx) => {
    const terminal = await lockTerminal(tx, terminalId);
    if (terminal === null) return null;
    if (terminal.status === 'active') await saveStatus(tx, terminalId, { status: 'revoked', revokedAt: now, revokedBy: by });
    return { terminalId: terminalIdSchema.parse(terminalId), revokedAt: terminal.revokedAt ?? now };
  });
}

/** The carrier's word alone: the terminal goes on with the key it had, and sends what waited. False: nobody has this name. */
export async function readmitTerminal(db: GatewayDb, terminalId: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    if ((await lockTerminal(tx, terminalId)) === null) return false;
    await saveStatus(tx, terminalId, { status: 'active', revokedAt: null, revokedBy: null });
    return true;
  });
}

type Refusal = { readonly code: 'not-found' } | { readonly code: 'request-invalid'; readonly detail: string };

/**
 * A manager's word, given at another terminal of the store, which has checked the PIN and signs for it. A terminal never
 * shuts itself out; that another store's terminal exists is not told.
 */
export async function revokeByManager(
  db: GatewayDb, asking: TerminalRow, asked: { readonly terminalId: string; readonly managerId: string; readonly now: string },
): Promise<Result<RevocationReply, Refusal>> {
  const { terminalId, managerId, now } = asked;
  if (terminalId === asking.terminalId) return err({ code: 'request-invalid', detail: 'A terminal does not shut itself out.' });
  if (!(await isManager(db, asking.storeId, managerId))) return err({ code: 'request-invalid', detail: 'The person is no manager of the store.' });
  const [other] = await db.query<{ store: string }>('SELECT store_id AS store FROM terminals WHERE terminal_id = $1', [terminalId]);
  if (other?.store !== asking.storeId) return err({ code: 'not-found' });
  const revoked = await revokeTerminal(db, { terminalId, by: `${asking.terminalId} ${managerId}`, now });
  return revoked === null ? err({ code: 'not-found' }) : ok(revoked);
}

async function isManager(db: SqlRunner, storeId: string, staffId: string): Promise<boolean> {
  const text = await findStoreRecord(db, 'staff', storeId, staffId);
  const person = text === null ? null : staffRecordSchema.safeParse(JSON.parse(text));
  return person?.success === true && person.data.role === 'manager';
}
