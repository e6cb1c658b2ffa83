// The feed over a real PostgreSQL server: which plan reads a page, and what readers see of transactions that end out of turn.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageParameters, pageStatement } from '#gateway/changes/change-repository.ts';
import { openFeed, type Feed } from '#gateway/changes/feed.ts';
import { lockPublishing, publishChanges } from '#gateway/changes/publish-change.ts';
import type { GatewayDb, SqlValue } from '#gateway/store/gateway-db.ts';
import { openPostgresDb } from '#gateway/store/postgres-db.ts';
import { prepareDatabase } from '#gateway/store/prepare-database.ts';
import { must } from '#shared/domain/base/invariant.ts';
import { systemClock, systemRandom } from '#tests/support/gateway-process.ts';
import { until } from '#tests/support/open-till.ts';
import { startPostgres, type TestPostgres } from '#tests/support/postgres-server.ts';
import { seeded } from '#tests/support/seeded.ts';

const reader = { terminalId: 'T-0001', storeId: 'SZ-001' };
let server: TestPostgres | null = null;
let db: GatewayDb;
let feed: Feed;
beforeAll(async () => {
  server = await startPostgres();
  db = openPostgresDb(await server.newDatabase());
  const { feedId } = await prepareDatabase(db, { clock: systemClock, random: systemRandom, seed: 'training' });
  feed = await openFeed({ db, random: systemRandom, clock: systemClock, feedId });
});
afterAll(async () => {
  await db.close();
  await server?.stop();
});

async function readOn(cursor: string | null, limit = 2000): Promise<{ ids: string[]; cursor: string }> {
  const ids: string[] = [];
  for (let position = cursor; ;) {
    const page = await feed.read(reader, { cursor: position, limit });
    if (!page.ok) throw new Error(page.problem.code);
    ids.push(...page.value.changes.map((one) => one.id));
    position = page.value.cursor;
    if (!page.value.more) return { ids, cursor: position };
  }
}

describe('changes/postgres', () => {
  it('[G19] a reader never passes a number that is still to be committed, whichever of two transactions began first', async () => {
    const { cursor } = await readOn(null);
    const order: string[] = [];
    const mayEnd = new Map<string, () => void>();
    const publish = async (id: string): Promise<void> => {
      await db.transaction(async (tx) => {
        // Work before the numbers are given, as a sale has: the transactions are open side by side.
        await tx.query('SELECT 1 AS one');
        await lockPublishing(tx);
        await publishChanges(tx, [{ scope: 'global', kind: 'plan', id, data: { id } }]);
        order.push(id);
        await new Promise<void>((resolve) => { mayEnd.set(id, resolve); });
      });
    };
    const first = publish('order-a');
    await until(() => mayEnd.has('order-a'));
    const second = publish('order-b');
    // The second waits for its number until the first has ended: nothing of either can be read.
    await until(async () => (await db.query(`SELECT 1 AS one FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`)).length === 1);
    const during = await readOn(cursor);
    expect(during).toEqual({ ids: [], cursor });
    mayEnd.get('order-a')?.();
    await first;
    await until(() => mayEnd.has('order-b'));
    const between = await readOn(during.cursor);
    mayEnd.get('order-b')?.();
    await second;
    expect([between.ids, (await readOn(between.cursor)).ids, order]).toEqual([['order-a'], ['order-b'], ['order-a', 'order-b']]);
  });

  it('[G19] what forty transactions commit in any order while the beginning is read is read, each last state once it stands', async () => {
    const random = seeded(20_261_126);
    const writers = Array.from({ length: 40 }, async (_none, index) => {
      await new Promise((resolve) => { setTimeout(resolve, random() * 200); });
      await db.transaction(async (tx) => {
        await lockPublishing(tx);
        await publishChanges(tx, [
          { scope: 'global', kind: 'plan', id: `many-${index}`, data: { index } },
          { scope: 'global', kind: 'plan', id: `shared-${index % 5}`, data: { index } },
        ]);
        if (index % 9 === 4) throw new Error('rolled back');
      }).catch((cause: unknown) => {
        if (!(cause instanceof Error && cause.message === 'rolled back')) throw cause;
      });
    });
    let isDone = false;
    const writing = Promise.all(writers).finally(() => { isDone = true; });
    const held = new Map<string, unknown>();
    let cursor: string | null = null;
    for (let isLast = false; !isLast;) {
      isLast = isDone;
      for (let more = true; more;) {
        const page = await feed.read(reader, { cursor, limit: 13 });
        if (!page.ok) throw new Error(page.problem.code);
        for (const change of page.value.changes) held.set(change.id, change.data);
        ({ cursor, more } = page.value);
      }
    }
    await writing;
    const rows = await db.query<{ id: string; data: string }>(`SELECT id, data FROM changes WHERE data IS NOT NULL AND scope IN ('global', 'store:SZ-001')`);
    expect(held).toEqual(new Map(rows.map(({ id, data }) => [id, JSON.parse(data) as unknown])));
    expect([...held.keys()].filter((id) => id.startsWith('many-')).length).toBe(36);
  });

  it.each(['changes', 'essentials', 'directory'] as const)('[G65] reads a page of %s as ranges of an index, among 60,000 records of others', async (part) => {
    await fillOnce();
    const position = {
      seq: 100n, end: 100n, epoch: 'e', snapshot: part === 'changes' ? null : { id: 'x', part, begin: 50_000n, total: 1 },
    };
    const nodes = await planOf(pageStatement(part), pageParameters(reader, position, 1000, 'feed'));
    const ranges = nodes.filter((node) => node['Index Name'] === (part === 'essentials' ? 'changes_essential' : 'changes_by_scope'));
    expect(ranges.length).toBe(3);
    for (const node of ranges) {
      expect(node['Index Cond']).toMatch(/ROW\(scope, seq\) >.*scope <=/);
      expect(node['Actual Rows']).toBeLessThanOrEqual(1001);
    }
    // Besides them only the feed's end is read.
    const others = nodes.filter((node) => typeof node['Index Name'] === 'string' && node['Index Name'].startsWith('changes') && !ranges.includes(node));
    expect(others.map((node) => [node['Index Name'], node['Actual Rows']])).toEqual([['changes_seq_key', 1]]);
    expect(nodes.filter((node) => node['Node Type'] === 'Seq Scan' && node['Relation Name'] === 'changes')).toEqual([]);
  });

  it('[G65] finds the feed\'s end by its index', async () => {
    await fillOnce();
    const nodes = await planOf('SELECT coalesce(max(seq), 0) AS seq FROM changes', []);
    expect(nodes.filter((node) => node['Relation Name'] === 'changes').map((node) => [node['Node Type'], node['Actual Rows']])).toEqual([['Index Only Scan', 1]]);
  });
});

let isFilled = false;

/** A directory, and the outcomes of many other terminals. */
async function fillOnce(): Promise<void> {
  if (isFilled) return;
  isFilled = true;
  await db.query(
    `INSERT INTO changes (scope, kind, id, version, seq, data)
      SELECT CASE WHEN n % 3 = 0 THEN 'global' ELSE 'terminal:T-' || (1000 + n % 500) END, CASE WHEN n % 3 = 0 THEN 'subscriber' ELSE 'outcome' END,
        'fill-' || n, 1, nextval('change_numbers'), '{"filling":"' || repeat('x', 300) || '"}' FROM generate_series(1, 60000) AS n`,
  );
  await db.query('ANALYZE changes');
}

interface PlanNode extends Readonly<Record<string, unknown>> { readonly Plans?: readonly PlanNode[] }

async function planOf(statement: string, parameters: readonly SqlValue[]): Promise<PlanNode[]> {
  const [row] = await db.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(`EXPLAIN (ANALYZE, FORMAT JSON) ${statement}`, parameters);
  const flat = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(flat)];
  return flat(must(row, 'a plan is one row')['QUERY PLAN'][0].Plan);
}
