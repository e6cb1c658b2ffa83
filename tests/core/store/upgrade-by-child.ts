// A till's file that is upgraded by a process of its own, and looked into afterwards.
import Database from 'better-sqlite3';
import { spawn } from 'node:child_process';
import path from 'node:path';

export interface UpgradeOrders {
  readonly dir: string;
  readonly at: string;
  /** Where it kills itself, see upgrade-child.ts; null: nowhere. */
  readonly point: number | null;
}

/** `killAfterMs`: from when its program is loaded. Answers the signal it died of; null: it ended as it should, or badly. */
export async function upgradeInChild(orders: UpgradeOrders, killAfterMs: number | null = null): Promise<string | null> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'upgrade-child.ts'), JSON.stringify(orders)], { stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.once('data', () => {
    // The program is loaded and begins now.
    if (killAfterMs !== null) setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  });
  return new Promise((resolve) => {
    child.once('close', (_code, signal) => resolve(signal));
  });
}

/** Looks into a file that nobody has open, without changing it. */
export function inFile<T>(file: string, look: (db: Database.Database) => T): T {
  const db = new Database(file, { readonly: true });
  try {
    return look(db);
  } finally {
    db.close();
  }
}
