// One till per data folder, whoever starts the second one and however the first one ended.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOLD_FILE, holdData } from '#core/store/hold-data.ts';
import { makeDir } from '#tests/support/open-till.ts';

const inUse = { code: 'till-stopped', reason: 'data-in-use' };
/** Has no rights of its own on any system. */
const NOBODY = 65_534;
const canBeAnother = process.getuid?.() === 0;

let dataDir: string;
let children: ChildProcess[];
beforeEach(() => {
  dataDir = makeDir('hold-');
  children = [];
});
afterEach(async () => {
  await Promise.all(children.map((child) => end(child)));
});

interface Program {
  readonly child: ChildProcess;
  /** `held`, or the problem. */
  readonly told: string;
}

/** Starts a program that wants the folder, and waits for what it is told. */
async function startProgram(uid: number | null = null): Promise<Program> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'hold-child.ts'), dataDir, uid === null ? '' : String(uid)], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const [told] = await once(createInterface(child.stdout), 'line') as [string];
  return { child, told };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

describe('store/hold-data', () => {
  it('[D18] of eight programs that start at once one gets the folder (F42)', async () => {
    const programs = await Promise.all(Array.from({ length: 8 }, () => startProgram()));
    const told = programs.map((program) => program.told).toSorted((a, b) => b.length - a.length);
    expect(told.at(-1)).toBe('held');
    expect(told.slice(0, -1).map((text) => JSON.parse(text) as unknown)).toEqual(Array.from({ length: 7 }, () => inUse));
  });

  it('[D18] a program that was killed holds nothing', async () => {
    const first = await startProgram();
    expect(first.told).toBe('held');
    expect(holdData(dataDir, null)).toEqual({ ok: false, problem: inUse });
    await end(first.child);
    const hold = holdData(dataDir, null);
    expect(hold.ok).toBe(true);
    if (hold.ok) hold.value.release();
    expect((await startProgram()).told).toBe('held');
  });

  it.runIf(canBeAnother)('[D18] another user of this computer is told the same where the folder is shared, and kept out where it is not', async () => {
    const hold = holdData(dataDir, null);
    chmodSync(dataDir, 0o777);
    chmodSync(path.join(dataDir, HOLD_FILE), 0o600);
    expect(JSON.parse((await startProgram(NOBODY)).told)).toEqual({ code: 'till-stopped', reason: 'database-unreadable' });
    chmodSync(path.join(dataDir, HOLD_FILE), 0o666);
    expect(JSON.parse((await startProgram(NOBODY)).told)).toEqual(inUse);
    if (hold.ok) hold.value.release();
    expect((await startProgram(NOBODY)).told).toBe('held');
  });
});
