// A process of its own that upgrades a till's file and is killed on the way: at a named point, or by whoever started it.
import Database from 'better-sqlite3';
import { writeSync } from 'node:fs';
import path from 'node:path';
import { migrate } from '#core/store/migrate.ts';
import { allMigrations } from '#core/store/migrations/all-migrations.ts';

// The test that starts this program wrote them. Points: 0 the first step of the upgrade begins, 1 it is about to commit, 2 the next one begins …
const { dir, at, point } = JSON.parse(process.argv[2] ?? '{}') as { dir: string; at: string; point: number | null };
const db = new Database(path.join(dir, 'pos.db'));
const from = Number(db.pragma('user_version', { simple: true }));
db.function('reach', (number: number) => {
  if (number === point) process.kill(process.pid, 'SIGKILL');
  return 0;
});
const step = (version: number): number => 2 * (version - from - 1);
const migrations = allMigrations.map((one) => ({ ...one, sql: `SELECT reach(${step(one.version)}); ${one.sql}; SELECT reach(${step(one.version) + 1});` }));
writeSync(1, 'begins\n');
db.pragma('journal_mode = WAL');
db.pragma('foreign_keys = ON');
migrate(db, migrations, { dataDir: dir, at, isReadOnly: false });
db.close();
