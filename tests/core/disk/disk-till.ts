// A day in a shop over a disk that fails: an enrolled till is copied, sells in a process of its own, and its disk is written down.
import { execFile } from 'node:child_process';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import type { SaleView } from '#shared/contract/till/sale-channels.ts';
import { documentOf, refOf } from '#tests/support/builders.ts';
import { makeDir, openTill, type TestGateway } from '#tests/support/open-till.ts';
import type { DiskOrders } from './disk-child.ts';
import { readRecord, type DiskAct, type DiskImage } from './disk-record.ts';

const run = promisify(execFile);
const child = path.join(import.meta.dirname, 'disk-child.ts');

/** Directory of a till that is enrolled, has its first data, and is closed. */
export async function enrolledDir(gateway: TestGateway): Promise<string> {
  const till = await openTill({ gateway });
  await till.close();
  return till.dir;
}

export interface DiskDay {
  readonly dir: string;
  /** What the till's files held before. */
  readonly before: DiskImage;
  readonly record: readonly DiskAct[];
  /** Id and number of each sale whose success was answered. */
  readonly reported: readonly SaleView[];
  /** `CHANNEL CODE` of each problem that was answered. */
  readonly refused: readonly string[];
}

/** Sells on a copy of the directory until the orders are done. */
export async function sellOverDisk(shim: string, template: string, orders: Pick<DiskOrders, 'faults' | 'diesAtEnd'> & { readonly firstSubscriber: number; readonly saleCount: number }): Promise<DiskDay> {
  const dir = makeDir('disk-');
  cpSync(template, dir, { recursive: true });
  const before = imageOf(dir);
  const sales = Array.from({ length: orders.saleCount }, (_, index) => ({ ref: refOf(orders.firstSubscriber + index), ...documentOf(orders.firstSubscriber + index) }));
  const log = path.join(makeDir('disk-log-'), 'record');
  const env = { ...process.env, LD_PRELOAD: shim, DISK_SHIM_DIR: dir, DISK_SHIM_LOG: log };
  const { stdout, stderr } = await run(process.execPath, [child, JSON.stringify({ dataDir: dir, sales, faults: orders.faults, diesAtEnd: orders.diesAtEnd } satisfies DiskOrders)], { env, timeout: 55_000 })
    .catch((failure: unknown) => failure as { stdout: string; stderr: string });
  const lines = stdout.split('\n');
  if (!lines.includes('done')) throw new Error(`the till over the failing disk ended early:\n${stdout}\n${stderr}`);
  const after = (word: string): string[] => lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
  // The child reports id and number of a sale; nothing else of it is compared.
  return { dir, before, record: readRecord(log), reported: after('reported').map((text) => JSON.parse(text) as SaleView), refused: after('refused') };
}

/** Hash of each row of the till's journal, by its number. */
export function journalOf(dir: string): ReadonlyMap<number, string> {
  const db = new Database(path.join(dir, 'pos.db'));
  try {
    return new Map(db.prepare<[], { seq: number; hash: string }>('SELECT seq, hash FROM journal').all().map((row) => [row.seq, row.hash]));
  } finally {
    db.close();
  }
}

/** The till's files as they are; the shared memory beside them means nothing after a cut. */
export function imageOf(dir: string): DiskImage {
  const names = readdirSync(dir).filter((name) => ['pos.db', 'pos.db-wal', 'pos.db-journal'].includes(name));
  return new Map(names.map((name) => [name, readFileSync(path.join(dir, name))]));
}
