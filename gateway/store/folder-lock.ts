// Keeps two processes out of one embedded database: PGlite itself does not, and two writers would destroy it.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Takes the folder for this process and answers how to give it back. Throws when a living process holds it. */
export function lockFolder(folder: string): () => void {
  const file = `${path.resolve(folder)}.lock`;
  const mine = describeProcess(process.pid);
  const holder = readHolder(file);
  if (holder !== null && isAlive(holder)) throw new Error(`the database folder is in use by process ${holder.split(' ')[0]}`);
  // A lock left by a killed process is stale; `wx` decides between two that find it at the same moment.
  if (holder !== null) rmSync(file, { force: true });
  writeFileSync(file, mine, { flag: 'wx', mode: 0o600 });
  return () => rmSync(file, { force: true });
}

function readHolder(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function isAlive(holder: string): boolean {
  const pid = Number(holder.split(' ')[0]);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM';
  }
  return describeProcess(pid) === holder;
}

/** Process number and, where the system tells, its start time: a number alone is given to somebody else after a while. */
function describeProcess(pid: number): string {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
    return `${pid} ${fields[19] ?? ''}`;
  } catch {
    return `${pid} `;
  }
}
