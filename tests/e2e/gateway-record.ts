// What the gateway holds of a terminal, asked for over HTTP with the terminal's own key.
import { createPrivateKey, randomUUID, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { GatewayDb } from '#gateway/store/gateway-db.ts';
import { signRequest } from '#core/gateway-client/sign-request.ts';
import { readKeyFile } from '../../electron/hosts/key-file.ts';
import { DEVICE_KEY } from '#core/terminal/key-names.ts';
import type { TillWindow } from './till-window.ts';
import type { JournalEntry } from '#shared/domain/journal-chain.ts';

/** The device key of a terminal on a machine without a keychain; `coreDir` holds its pos.db. */
export function readDeviceKey(coreDir: string): KeyObject {
  const key = readKeyFile(path.join(coreDir, 'keys'), DEVICE_KEY);
  if (key === null || key.sealed) throw new Error(`no readable device key below ${coreDir}`);
  return createPrivateKey(key.data);
}

/** Every entry the gateway holds of this terminal, in order. */
export async function readGatewayJournal(gatewayUrl: string, terminalId: string, privateKey: KeyObject): Promise<readonly JournalEntry[]> {
  const entries: JournalEntry[] = [];
  for (;;) {
    const url = `${gatewayUrl}/v1/terminals/${terminalId}/journal?after=${entries.at(-1)?.seq ?? 0}`;
    const headers = signRequest({
      method: 'GET', url, body: null, keyId: terminalId, privateKey, createdSeconds: Math.floor(Date.now() / 1000), nonce: randomUUID().replaceAll('-', ''),
    });
    const reply = await fetch(url, { headers });
    if (!reply.ok) throw new Error(`the gateway answered ${reply.status}: ${await reply.text()}`);
    const page: { entries: JournalEntry[] } = JSON.parse(await reply.text());
    if (page.entries.length === 0) return entries;
    entries.push(...page.entries);
  }
}

/** The same for a terminal in training mode, whose gateway runs beside it. */
export async function readTrainingJournal({ call, dataDir }: Pick<TillWindow, 'call' | 'dataDir'>): Promise<readonly JournalEntry[]> {
  const coreDir = path.join(dataDir, 'training');
  const { port }: { port: number } = JSON.parse(readFileSync(path.join(coreDir, 'gateway.json'), 'utf8'));
  const terminal = await call('terminal.read', {});
  if (!terminal.ok || terminal.value.terminalId === null) throw new Error('the terminal is not enrolled');
  return readGatewayJournal(`http://127.0.0.1:${port}`, terminal.value.terminalId, readDeviceKey(coreDir));
}

/** One payment at the gateway, and the order it made at the training provider. Either may be missing; both never are. */
export interface PaymentHeld {
  readonly saleId: string | null;
  readonly method: string | null;
  readonly amountFen: number;
  readonly state: string | null;
  readonly order: string | null;
}

/** Everything held by the gateway of a live store, oldest first. */
export async function readPaymentsHeld(db: GatewayDb): Promise<readonly PaymentHeld[]> {
  return db.query<PaymentHeld>(
    `SELECT p.sale_id AS "saleId", p.method, coalesce(p.amount_fen, o.amount_fen, 0)::int AS "amountFen", p.state, o.state AS "order"
      FROM payments p FULL JOIN training_orders o ON o.order_number = replace(p.payment_id, '-', '')
      ORDER BY coalesce(p.created_at, o.created_at), p.payment_id`,
  );
}
