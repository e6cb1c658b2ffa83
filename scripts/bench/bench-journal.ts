// A journal of many rows: opening the till on it from a checkpoint, checking it whole by the support tool, and the least such a check can do.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { createCore } from '#core/create-core.ts';
import { readHashAt, readHead } from '#core/journal/journal-repository.ts';
import { saveCheckpoint } from '#core/journal/checkpoint-repository.ts';
import { createStore } from '#core/store/transaction.ts';
import { advance } from '#core/sync/sync-repository.ts';
import { createNodePorts } from '#hosts/node-ports.ts';
import { must } from '#shared/domain/base/invariant.ts';
import { enrolledDataDir } from './bench-core.ts';
import { fillQueue } from './pending-queue.ts';
import { round, summarise, timed, timedAsync, type Summary } from './statistics.ts';
import { benchGateway } from './store-for-bench.ts';

/** Cards that buy in turn. */
const SUBSCRIBERS = 2500;
/** Rows since the last checkpoint at the first opening: a long day without a start of the till. */
const ROWS_SINCE = 10_000;
const OPENINGS = 15;

const silent = { info: () => undefined, warn: () => undefined, error: (event: string, _fields?: unknown, cause?: unknown) => console.error(event, cause) };

export interface JournalResults {
  readonly rows: number;
  readonly fileMb: number;
  /** The whole start of the till's core, its journal checked since the checkpoint. */
  readonly open: { readonly firstMs: number; readonly rowsSinceCheckpointAtFirst: number; readonly again: Summary };
  readonly whole: { readonly ms: number; readonly rowsPerSecond: number; readonly peakRssMb: number | null; readonly bareReadAndHashMs: number; readonly ratio: number };
}

export async function benchJournal(rows: number): Promise<JournalResults> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'heyon-bench-'));
  try {
    await enrolledDataDir(dataDir);
    const file = path.join(dataDir, 'pos.db');
    fillQueue(dataDir, rows, { first: 0, count: SUBSCRIBERS });
    settle(file);
    const firstMs = await openingMs(dataDir);
    const again: number[] = [];
    for (let run = 0; run < OPENINGS; run += 1) again.push(await openingMs(dataDir));
    // The check stands between two readings, so that a busy moment of the machine meets both.
    const before = bareMs(file);
    const checked = await verifyWhole(dataDir);
    const bare = (before + bareMs(file)) / 2;
    return {
      rows, fileMb: round(statSync(file).size / 1_000_000),
      open: { firstMs: round(firstMs), rowsSinceCheckpointAtFirst: ROWS_SINCE, again: summarise(again) },
      whole: {
        ms: round(checked.ms), rowsPerSecond: round((rows * 1000) / checked.ms), peakRssMb: checked.peakRssMb, bareReadAndHashMs: round(bare), ratio: round(checked.ms / bare),
      },
    };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** As after years of work: all of it is at the carrier, and most of it was checked before. */
function settle(file: string): void {
  const db = new Database(file);
  createStore(db).write((write) => {
    const head = readHead(write);
    advance(write, head.seq, head.hash);
    const seq = head.seq - ROWS_SINCE;
    saveCheckpoint(write, { seq, hash: must(readHashAt(write, seq), 'the journal is longer'), verifiedAt: new Date().toISOString() });
  });
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

async function openingMs(dataDir: string): Promise<number> {
  const unreachable = async () => ({ ok: false, failure: { kind: 'unreachable', detail: 'bench' } }) as const;
  const ports = createNodePorts({ dataDir, replace: { connectGateway: () => ({ ...benchGateway(), readChanges: unreachable, postJournal: unreachable }), logger: silent } });
  let close = async (): Promise<void> => undefined;
  const ms = await timedAsync(async () => {
    const core = await createCore(ports, {
      dataDir, gatewayUrl: 'https://bench.invalid', enrolWith: null, appVersion: 'bench', defaultLocale: 'zh-CN', sqliteBinding: null, checkReplies: false,
    });
    const reply = await core.dispatch('bench', 'sync.read', {});
    if (!reply.ok) throw new Error(`the till does not sell: ${JSON.stringify(reply.problem)}`);
    close = async () => core.close();
  });
  await close();
  return ms;
}

/** The least a check of every row can do: read it, parse its payload and hash as many characters. */
function bareMs(file: string): number {
  const db = new Database(file, { readonly: true });
  const rows = db.prepare<[], { payload: string; prev_hash: string }>('SELECT seq, type, at, business_date, payload, prev_hash, hash FROM journal ORDER BY seq');
  const ms = timed(() => {
    for (const { payload, prev_hash: previous } of rows.iterate()) {
      JSON.parse(payload);
      createHash('sha256').update(payload + previous, 'utf8').digest('hex');
    }
  });
  db.close();
  return ms;
}

async function verifyWhole(dataDir: string): Promise<{ ms: number; peakRssMb: number | null }> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['scripts/pos/main.ts', 'verify', '--whole', '--json', '--data', dataDir], { stdio: ['ignore', 'ignore', 'ignore'] });
  let peakKb: number | null = null;
  const watch = setInterval(() => { peakKb = peakOf(child.pid) ?? peakKb; }, 50);
  const code = await new Promise<number | null>((resolve) => { child.on('exit', resolve); });
  clearInterval(watch);
  if (code !== 0) throw new Error(`the check ended with ${code}`);
  return { ms: performance.now() - startedAt, peakRssMb: peakKb === null ? null : round((peakKb * 1024) / 1_000_000) };
}

/** The most memory a process had so far, in KiB; null where the system does not tell. */
function peakOf(pid: number | undefined): number | null {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) || null;
  } catch {
    return null;
  }
}
