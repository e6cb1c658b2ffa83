// Journal entries as they arrived, never changed. The text under the hash is kept byte for byte.
import { parsedJournalEntrySchema } from '#shared/contract/journal-entries.ts';
import type { JournalEntry } from '#shared/domain/journal-chain.ts';
import type { SqlRunner } from '../store/gateway-db.ts';

export interface ReceivedEntry {
  readonly entry: JournalEntry;
  /** Canonical JSON of the entry without its hash. */
  readonly body: string;
}

/** Hashes of held entries from `fromSeq` to `toSeq`, both included. */
export async function findHashes(tx: SqlRunner, terminalId: string, fromSeq: number, toSeq: number): Promise<ReadonlyMap<number, string>> {
  const rows = await tx.query<{ seq: number; hash: string }>(
    'SELECT seq, hash FROM journal WHERE terminal_id = $1 AND seq BETWEEN $2 AND $3', [terminalId, fromSeq, toSeq],
  );
  return new Map(rows.map((row) => [row.seq, row.hash]));
}

/** Appends entries of one terminal. */
export async function insertEntries(tx: SqlRunner, terminalId: string, received: readonly ReceivedEntry[], receivedAt: string): Promise<void> {
  if (received.length === 0) return;
  await tx.query(
    `INSERT INTO journal (terminal_id, seq, type, body, hash, received_at)
      SELECT $1, seq, type, body, hash, $6 FROM unnest($2::integer[], $3::text[], $4::text[], $5::text[]) AS row (seq, type, body, hash)`,
    [
      terminalId, received.map(({ entry }) => entry.seq), received.map(({ entry }) => entry.type), received.map(({ body }) => body),
      received.map(({ entry }) => entry.hash), receivedAt,
    ],
  );
}

/** Held entries after a number, in order. */
export async function readEntries(db: SqlRunner, terminalId: string, afterSeq: number, limit: number): Promise<readonly JournalEntry[]> {
  const rows = await db.query<{ body: string; hash: string }>(
    'SELECT body, hash FROM journal WHERE terminal_id = $1 AND seq > $2 ORDER BY seq LIMIT $3', [terminalId, afterSeq, limit],
  );
  return rows.map((row) => {
    const fields: unknown = JSON.parse(row.body);
    return parsedJournalEntrySchema.parse({ ...(typeof fields === 'object' ? fields : null), hash: row.hash });
  });
}

export interface PaymentEntry {
  readonly seq: number;
  readonly type: string;
  readonly payload: unknown;
}

type RawEntry = { seq: number; type: string; body: string };

/** Entries are kept as canonical JSON, in which this stands exactly so, at whatever depth. The reader checks the payload itself. */
const namesPayment = (paymentId: string): string => `%"paymentId":"${paymentId}"%`;

/** Looks back from a row, so that what happened a moment ago is found at once. Null when there is none. */
export async function findLastBefore(
  tx: SqlRunner, terminalId: string, wanted: { readonly type: string; readonly paymentId: string; readonly beforeSeq: number },
): Promise<PaymentEntry | null> {
  const [row] = await tx.query<RawEntry>(
    'SELECT seq, type, body FROM journal WHERE terminal_id = $1 AND seq < $2 AND type = $3 AND body LIKE $4 ORDER BY seq DESC LIMIT 1',
    [terminalId, wanted.beforeSeq, wanted.type, namesPayment(wanted.paymentId)],
  );
  return row === undefined ? null : paymentEntry(row);
}

/** What was journaled of a payment between two rows, in order. */
export async function readPaymentEntries(
  tx: SqlRunner, terminalId: string, of: { readonly paymentId: string; readonly afterSeq: number; readonly beforeSeq: number },
): Promise<readonly PaymentEntry[]> {
  const rows = await tx.query<RawEntry>(
    `SELECT seq, type, body FROM journal WHERE terminal_id = $1 AND seq > $2 AND seq < $3 AND type LIKE 'payment.%' AND body LIKE $4 ORDER BY seq`,
    [terminalId, of.afterSeq, of.beforeSeq, namesPayment(of.paymentId)],
  );
  return rows.map(paymentEntry);
}

function paymentEntry({ seq, type, body }: RawEntry): PaymentEntry {
  const fields: unknown = JSON.parse(body);
  return { seq, type, payload: typeof fields === 'object' && fields !== null && 'payload' in fields ? fields.payload : null };
}
