// What the carrier's staff does to terminals from the command line: codes, shutting out, letting in. One act, then the program ends.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import type { Clock, Random } from './ports.ts';
import type { GatewayDb } from './store/gateway-db.ts';
import { hashActivationCode, type GatewayIdentity } from './store/gateway-identity.ts';
import { makeActivationCode } from './terminals/activation-code.ts';
import { insertActivationCode } from './terminals/activation-code-repository.ts';
import { readmitTerminal, revokeTerminal } from './terminals/revoke-terminal.ts';
import { readStoreTerminals } from './terminals/store-terminals.ts';
import { findStoreRecord } from './terminals/terminal-repository.ts';

export type Act =
  | { readonly kind: 'new-activation-code'; readonly storeId: string; readonly validHours: number }
  | { readonly kind: 'list-terminals'; readonly storeId: string }
  | { readonly kind: 'revoke-terminal' | 'readmit-terminal'; readonly terminalId: string };

interface Office {
  readonly db: GatewayDb;
  readonly identity: GatewayIdentity;
  readonly clock: Clock;
  readonly random: Random;
}

/** Lines for the person who asked; the only place where a new code is ever seen. The problem says what was not found. */
export async function administrate(office: Office, act: Act): Promise<Result<readonly string[], string>> {
  const { db, clock } = office;
  switch (act.kind) {
    case 'new-activation-code':
      return newActivationCode(office, act);
    case 'list-terminals': {
      if (!(await isStore(db, act.storeId))) return err(`no store ${act.storeId}`);
      const { terminals } = await readStoreTerminals(db, act.storeId, clock.now());
      return ok(terminals.map((one) => [one.terminalId, one.status, `enrolled ${one.enrolledAt}`, `entries ${one.entryCount}`, `last ${one.lastReceivedAt ?? 'never'}`].join('  ')));
    }
    case 'revoke-terminal': {
      const revoked = await revokeTerminal(db, { terminalId: act.terminalId, by: 'carrier', now: clock.now() });
      return revoked === null ? err(`no terminal ${act.terminalId}`) : ok([`${revoked.terminalId} is shut out since ${revoked.revokedAt}`]);
    }
    case 'readmit-terminal':
      return (await readmitTerminal(db, act.terminalId)) ? ok([`${act.terminalId} is let in again`]) : err(`no terminal ${act.terminalId}`);
  }
}

async function newActivationCode(
  { db, identity, clock, random }: Office, { storeId, validHours }: Extract<Act, { kind: 'new-activation-code' }>,
): Promise<Result<readonly string[], string>> {
  if (!(await isStore(db, storeId))) return err(`no store ${storeId}`);
  const code = makeActivationCode(random.bytes(16));
  const madeAt = clock.now();
  const expiresAt = new Date(Date.parse(madeAt) + validHours * 3_600_000).toISOString();
  await insertActivationCode(db, storeId, hashActivationCode(identity.codeSecret, storeId, code), { madeAt, expiresAt });
  return ok([`${code}  for one terminal of ${storeId}, until ${expiresAt}`]);
}

async function isStore(db: GatewayDb, storeId: string): Promise<boolean> {
  return (await findStoreRecord(db, 'store', storeId, storeId)) !== null;
}
