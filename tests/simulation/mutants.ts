// Known bugs, planted around the product and never in it: what the simulation must be able to see.
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { Gateway, Ids, ProbePoint } from '#core/ports.ts';
import type { SaleId } from '#shared/domain/ids.ts';
import type { GatewayDb, SqlRunner, SqlValue } from '#gateway/store/gateway-db.ts';
import type { Chance } from './chance.ts';

export interface Mutant {
  readonly name: string;
  /** Rules of the oracle, or of the simulation, that may be the first to see it. */
  readonly seenBy: readonly string[];
  /** The gateway's database, as a gateway with this bug would use it. */
  readonly gatewayDb?: (db: GatewayDb, chance: Chance) => GatewayDb;
  /** The terminal's client, as a terminal with this bug would use it. */
  readonly client?: (gateway: Gateway, chance: Chance) => Gateway;
  readonly ids?: (ids: Ids) => Ids;
  /** Done to the terminal's file once, after its first opening. */
  readonly file?: (file: string) => void;
  /** Which folder a dead terminal finds again; left out: its own, as it was. */
  readonly diskAtPowerLoss?: (dir: string) => string;
  /** What is answered inside a transaction reaches the clerk although the power goes before the commit. */
  readonly answersBeforeCommit?: boolean;
  /** A clerk who got no answer sells anew instead of asking what became of the sale. */
  readonly sellsAnew?: boolean;
  /** Where the power goes, to bring it out soon; left out: anywhere. */
  readonly powerGoesAt?: readonly ProbePoint[];
}

class RolledBack extends Error {}

/** A fresh set of them: some remember what they did. */
export function mutants(): readonly Mutant[] {
  return [
    {
      name: 'the gateway acknowledges before it commits, and the commit fails', seenBy: ['synced-is-there'],
      gatewayDb: (db, chance) => ({
        ...db,
        transaction: async (work) => {
          let value: { readonly it: Awaited<ReturnType<typeof work>> } | null = null;
          const isLost = chance.is(0.05);
          try {
            return await db.transaction(async (tx) => {
              value = { it: await work(tx) };
              if (isLost) throw new RolledBack();
              return value.it;
            });
          } catch (cause) {
            if (!(cause instanceof RolledBack) || value === null) throw cause;
            return (value as { readonly it: Awaited<ReturnType<typeof work>> }).it;
          }
        },
      }),
    },
    {
      name: 'the gateway ignores a gap: of a batch one entry is not kept', seenBy: ['synced-is-there', 'chain'],
      gatewayDb: (db, chance) => rewriting(db, (text, params) => {
        if (!text.startsWith('INSERT INTO journal') || !chance.is(0.1)) return params;
        const count = (params[1] as readonly unknown[]).length;
        const skipped = chance.between(0, count - 1);
        return params.map((one) => (Array.isArray(one) ? one.filter((_, index) => index !== skipped) as string[] : one));
      }),
    },
    {
      name: 'the terminal ignores a gap: the last entry of a batch is not sent and taken for sent', seenBy: ['synced-is-there'],
      client: (gateway, chance) => ({
        ...gateway,
        postJournal: async (identity, entries, voided) => {
          const last = entries.at(-1);
          if (last === undefined || entries.length < 2 || !chance.is(0.1)) return gateway.postJournal(identity, entries, voided);
          const reply = await gateway.postJournal(identity, entries.slice(0, -1), voided);
          return reply.ok ? { ok: true, value: { acceptedThrough: last.seq, head: last.hash } } : reply;
        },
      }),
    },
    {
      name: 'the terminal takes silence for consent', seenBy: ['synced-is-there'],
      client: (gateway) => ({
        ...gateway,
        postJournal: async (identity, entries, voided) => {
          const reply = await gateway.postJournal(identity, entries, voided);
          const last = entries.at(-1);
          if (reply.ok || reply.failure.kind !== 'unreachable' || last === undefined) return reply;
          return { ok: true, value: { acceptedThrough: last.seq, head: last.hash } };
        },
      }),
    },
    {
      name: 'a sale id is used again by another terminal: both draw from one sequence', seenBy: ['once-or-waiting', 'sold-once', 'till-failed'],
      ids: (() => {
        const drawn: SaleId[] = [];
        return (ids: Ids): Ids => {
          let next = 0;
          return { next: (at) => (drawn[next++] ??= ids.next(at)) };
        };
      })(),
    },
    {
      name: 'the drawer forgets a tender now and then', seenBy: ['drawer'],
      file: (file) => onFile(file, `CREATE TRIGGER planted AFTER INSERT ON money_line WHEN NEW.kind = 'tender' AND NEW.seq % 5 = 0
        BEGIN INSERT INTO money_line SELECT business_date, seq, 99, 'tender-back', method, plan_id, staff_id, approver_id, shift_id, hour, at, -amount_fen, sale_id, note FROM money_line WHERE seq = NEW.seq AND line = NEW.line AND business_date = NEW.business_date; END`),
    },
    {
      name: 'a void is booked in the journal and not in the drawer', seenBy: ['drawer'],
      file: (file) => onFile(file, `CREATE TRIGGER planted AFTER INSERT ON money_line WHEN NEW.kind = 'tender-back'
        BEGIN INSERT INTO money_line SELECT business_date, seq, 99, 'tender', method, plan_id, staff_id, approver_id, shift_id, hour, at, -amount_fen, sale_id, note FROM money_line WHERE seq = NEW.seq AND line = NEW.line AND business_date = NEW.business_date; END`),
    },
    {
      name: 'the disk loses the end of what was committed when the power goes', seenBy: ['shown-is-journaled'],
      diskAtPowerLoss: withoutTail,
    },
    { name: 'the receipt is shown before the commit', seenBy: ['shown-is-journaled'], answersBeforeCommit: true, powerGoesAt: ['sale.before-commit'] },
    { name: 'a clerk who got no answer sells under a new id', seenBy: ['sold-once'], sellsAnew: true, powerGoesAt: ['sale.after-commit', 'sale.before-reply'] },
    {
      name: 'the gateway forgets its newest entry, as one set back to an older backup', seenBy: ['synced-is-there', 'chain'],
      gatewayDb: (db, chance) => ({
        ...db,
        transaction: async (work) => {
          const value = await db.transaction(work);
          if (chance.is(0.02)) await forget(db);
          return value;
        },
      }),
    },
  ];
}

function rewriting(db: GatewayDb, rewrite: (text: string, params: readonly SqlValue[]) => readonly SqlValue[]): GatewayDb {
  const over = (runner: SqlRunner): SqlRunner => ({ query: async (text, params = []) => runner.query(text, rewrite(text, params)) });
  return { ...db, ...over(db), transaction: async (work) => db.transaction(async (tx) => work(over(tx))) };
}

/** Of every terminal the newest entry, and what came of it. */
async function forget(db: GatewayDb): Promise<void> {
  await db.transaction(async (tx) => {
    // As files that are put back: no trigger sees it.
    await tx.query('SET LOCAL session_replication_role = replica');
    await tx.query(`UPDATE terminals SET head_seq = head_seq - 1,
      head_hash = (SELECT hash FROM journal WHERE journal.terminal_id = terminals.terminal_id AND journal.seq = terminals.head_seq - 1) WHERE head_seq > 3`);
    await tx.query('DELETE FROM journal USING terminals WHERE journal.terminal_id = terminals.terminal_id AND journal.seq > terminals.head_seq');
    await tx.query('DELETE FROM sales USING terminals WHERE sales.terminal_id = terminals.terminal_id AND sales.seq > terminals.head_seq');
  });
}

function onFile(file: string, sql: string): void {
  const db = new Database(file);
  try {
    db.exec(sql);
  } finally {
    db.close();
  }
}

/** The main file as the last checkpoint left it, and nothing of the log behind it. */
function withoutTail(dir: string): string {
  const without = `${dir}-without-tail`;
  if (!existsSync(without)) mkdirSync(without);
  copyFileSync(path.join(dir, 'pos.db'), path.join(without, 'pos.db'));
  return without;
}
