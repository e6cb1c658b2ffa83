// A queue drains to the gateway, beside one COPY of the rows it left; and what the till holds while queues of any length drain.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { GatewayDb } from '#gateway/store/gateway-db.ts';
import { openPgliteDb } from '#gateway/store/pglite-db.ts';
import { openPostgresDb } from '#gateway/store/postgres-db.ts';
import { startBenchPostgres, type BenchPostgres } from './bench-postgres.ts';
import { copyAll, sizesOf, type Copied, type TableSize } from './copy-rows.ts';
import { drain, makeDrainPlace, type DrainPlace, type Drained } from './drain-place.ts';
import { round, summarise, type Summary } from './statistics.ts';

const QUEUE = 10_000;
const QUEUES_FOR_MEMORY = [1000, 10_000, 50_000];
/** On fresh databases; each drain is followed by the COPY of what it left, so that both meet the machine as it is then. */
const RUNS = 7;

interface DrainFigures {
  readonly totalMs: number;
  readonly entriesPerSecond: number;
  readonly batch: Summary;
  readonly clientCpuMs: number;
  readonly gatewayCpuMs: number | null;
  readonly databaseCpuMs: number | null;
  readonly idleCall: Drained['idleCall'];
}

/** Of the runs, each drain by its own COPY. */
interface Ratios {
  readonly least: number;
  readonly median: number;
  readonly most: number;
}

export interface DrainResults {
  readonly entries: number;
  readonly sales: number;
  readonly postgres: DrainFigures & { readonly copy: Copied; readonly toCopy: Ratios; readonly toCopyOfJournal: Ratios; readonly allRunsMs: readonly number[] };
  readonly pglite: DrainFigures;
  readonly sizes: readonly TableSize[];
  readonly memory: readonly { readonly entries: number; readonly peakHeapMb: number; readonly peakRssMb: number }[];
}

export async function benchDrain(): Promise<DrainResults> {
  const server = await startBenchPostgres();
  try {
    const runs: Awaited<ReturnType<typeof onPostgres>>[] = [];
    for (let run = 0; run < RUNS; run += 1) runs.push(await onPostgres(server, QUEUE, 'measure-time'));
    const middle = runs.toSorted((a, b) => a.drained.totalMs - b.drained.totalMs)[RUNS >> 1];
    if (middle === undefined) throw new Error('there was at least one run');
    const pglite = await onPglite(QUEUE);
    const memory = [];
    for (const entries of QUEUES_FOR_MEMORY) {
      const { drained } = await onPostgres(server, entries, 'measure-memory');
      memory.push({ entries, peakHeapMb: megabytes(drained.peakHeapBytes ?? 0), peakRssMb: megabytes(drained.peakRssBytes) });
    }
    return {
      entries: QUEUE, sales: middle.sales, sizes: middle.sizes, memory,
      postgres: {
        ...figuresOf(middle.drained), copy: middle.copy,
        toCopy: ratiosOf(runs.map(({ drained, copy }) => drained.totalMs / copy.allMs)), toCopyOfJournal: ratiosOf(runs.map(({ drained, copy }) => drained.totalMs / copy.journalMs)),
        allRunsMs: runs.map((run) => round(run.drained.totalMs)),
      },
      pglite: figuresOf(pglite),
    };
  } finally {
    await server.stop();
  }
}

function ratiosOf(ratios: readonly number[]): Ratios {
  const sorted = ratios.toSorted((a, b) => a - b);
  return { least: round(sorted[0] ?? 0), median: round(sorted[sorted.length >> 1] ?? 0), most: round(sorted.at(-1) ?? 0) };
}

function figuresOf({ totalMs, batchesMs, entries, clientCpuMs, gatewayCpuMs, databaseCpuMs, idleCall }: Drained): DrainFigures {
  return {
    totalMs: round(totalMs), entriesPerSecond: round((entries * 1000) / totalMs), batch: summarise(batchesMs), clientCpuMs: round(clientCpuMs), gatewayCpuMs, databaseCpuMs, idleCall,
  };
}

async function onPostgres(server: BenchPostgres, entries: number, mode: 'measure-time' | 'measure-memory'): Promise<{ drained: Drained; copy: Copied; sizes: readonly TableSize[]; sales: number }> {
  const url = await server.newDatabase();
  const db = openPostgresDb(url);
  const place = await makeDrainPlace(db, entries);
  try {
    // The server's own housekeeping of what was just prepared belongs to nobody's figures.
    await db.query('CHECKPOINT');
    await db.query('VACUUM ANALYZE');
    const drained = await drain(place, url, mode, server.folder);
    await mustBeApplied(db, place);
    const sizes = await sizesOf(db);
    return { drained, copy: mode === 'measure-time' ? await copyAll(db, place.terminalId) : { journalMs: 0, allMs: 0 }, sizes, sales: place.queue.sales };
  } finally {
    await db.close();
    place.remove();
  }
}

async function onPglite(entries: number): Promise<Drained> {
  const folder = mkdtempSync(path.join(tmpdir(), 'heyon-bench-pglite-'));
  const db = await openPgliteDb(folder);
  const place = await makeDrainPlace(db, entries);
  await db.close();
  try {
    const drained = await drain(place, folder, 'measure-time');
    const after = await openPgliteDb(folder);
    await mustBeApplied(after, place);
    await after.close();
    return drained;
  } finally {
    place.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A drain that rejects is quick; it must not count. */
async function mustBeApplied(db: GatewayDb, { terminalId, queue: { sales } }: DrainPlace): Promise<void> {
  const [row] = await db.query<{ applied: number }>(`SELECT count(*)::int AS applied FROM sales WHERE status = 'applied' AND terminal_id = $1`, [terminalId]);
  if (row?.applied !== sales) throw new Error(`${row?.applied} of ${sales} sales were applied`);
}

function megabytes(bytes: number): number {
  return round(bytes / 1_000_000);
}
