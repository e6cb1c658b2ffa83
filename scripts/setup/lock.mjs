// One set-up at a time where two would spoil each other's work: a folder holding the owner's process id.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { say } from './say.mjs';

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function ownerOf(folder) {
  try {
    return Number(readFileSync(path.join(folder, 'pid'), 'utf8'));
  } catch {
    return undefined;
  }
}

function tryToTake(folder) {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
  writeFileSync(path.join(folder, 'pid'), String(process.pid));
  return true;
}

async function take(folder) {
  let isTold = false;
  let emptyFor = 0;
  while (!tryToTake(folder)) {
    const owner = ownerOf(folder);
    emptyFor = owner ? 0 : emptyFor + 1;
    // Cut off between making the folder and writing into it, or ended without cleaning up.
    if ((owner && !isAlive(owner)) || emptyFor > 10) {
      rmSync(folder, { recursive: true, force: true });
      continue;
    }
    if (!isTold && owner) say(`another set-up is at work (process ${owner}); waiting for it`);
    isTold ||= Boolean(owner);
    await wait(300);
  }
}

/** Runs `body` while no other process is inside the same lock; `folder`'s parent is made when missing. */
export async function withLock(folder, body) {
  mkdirSync(path.dirname(folder), { recursive: true });
  await take(folder);
  const release = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', release);
  try {
    return await body();
  } finally {
    process.off('exit', release);
    release();
  }
}
