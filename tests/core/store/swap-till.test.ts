// A till that takes another's place, killed at every step of it: the next program goes on, and no file of either is lost.
import { mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { SWAP_FILE } from '#core/store/database-file.ts';
import { finishSwap, swapTill } from '#core/store/swap-till.ts';
import { makeDir } from '#tests/support/open-till.ts';

const databaseFiles = ['pos.db', 'pos.db-wal', 'pos.db-shm'];

/** An old till with all its files, and a new one that was closed well. */
function twoTills(withKeys: boolean): { readonly dir: string; readonly stage: string; readonly aside: string } {
  const dir = makeDir('swap-');
  const [stage, aside] = [path.join(dir, 'restoring'), path.join(dir, 'set-aside', 'then')];
  for (const folder of [stage, aside]) mkdirSync(folder, { recursive: true });
  for (const name of databaseFiles) writeFileSync(path.join(dir, name), `old ${name}`);
  writeFileSync(path.join(stage, 'pos.db'), 'new pos.db');
  for (const [folder, age] of withKeys ? [[dir, 'old'], [stage, 'new']] as const : [[dir, 'old']] as const) {
    mkdirSync(path.join(folder, 'keys'));
    writeFileSync(path.join(folder, 'keys', 'device.key'), `${age} key`);
  }
  return { dir, stage, aside };
}

function expectSwapped(dir: string, withKeys: boolean): void {
  const aside = path.join(dir, 'set-aside', 'then');
  expect(readFileSync(path.join(dir, 'pos.db'), 'utf8')).toBe('new pos.db');
  expect(readdirSync(dir).toSorted()).toEqual(['keys', 'pos.db', 'set-aside']);
  expect(databaseFiles.map((name) => readFileSync(path.join(aside, name), 'utf8'))).toEqual(databaseFiles.map((name) => `old ${name}`));
  expect(readFileSync(path.join(dir, 'keys', 'device.key'), 'utf8')).toBe(withKeys ? 'new key' : 'old key');
  if (withKeys) expect(readFileSync(path.join(aside, 'keys', 'device.key'), 'utf8')).toBe('old key');
}

describe.each([false, true])('store/swap-till, keys too: %s', (withKeys) => {
  it('[ST12] moves the old till aside and the new one in', () => {
    const { dir, stage, aside } = twoTills(withKeys);
    swapTill(dir, { stage, aside, withKeys });
    expectSwapped(dir, withKeys);
    finishSwap(dir);
    expectSwapped(dir, withKeys);
  });

  const oldMoves = [...databaseFiles, ...(withKeys ? ['keys'] : [])];
  const newMoves = ['pos.db', ...(withKeys ? ['keys'] : [])];
  it.each(Array.from({ length: oldMoves.length + newMoves.length + 1 }, (_value, moves) => moves))('[ST12] killed after %i moves it is finished by the next program', (moves) => {
    const { dir, stage, aside } = twoTills(withKeys);
    writeFileSync(path.join(dir, SWAP_FILE), JSON.stringify({ stage: 'restoring', aside: path.join('set-aside', 'then'), withKeys }));
    for (const name of oldMoves.slice(0, moves)) renameSync(path.join(dir, name), path.join(aside, name));
    for (const name of newMoves.slice(0, Math.max(0, moves - oldMoves.length))) renameSync(path.join(stage, name), path.join(dir, name));
    finishSwap(dir);
    expectSwapped(dir, withKeys);
  });
});
