// Cold start and idle memory of the terminal, each beside a bare Electron window in the same run.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { enrolledDataDir } from './bench-core.ts';
import { launchWindow, type LaunchOptions } from './launch-window.ts';
import { round, summarise, type Summary } from './statistics.ts';

const STARTS = 9;
const IDLE_MS = 5000;

export interface WindowResults {
  readonly coldStart: { readonly terminal: Summary; readonly bareWindow: Summary; readonly ratio: number };
  readonly idleMemory: { readonly terminalMb: number; readonly bareWindowMb: number; readonly ratio: number };
}

/** The terminal is one that was enrolled before and starts with no gateway in reach, as after a power cut. */
export async function benchWindow(): Promise<WindowResults> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'heyon-bench-window-'));
  const bareDir = mkdtempSync(path.join(tmpdir(), 'heyon-bench-bare-'));
  try {
    await enrolledDataDir(dataDir);
    const terminal = { program: '.', env: { HEYON_DATA_DIR: dataDir }, selector: '[data-testid="pin-input"]' };
    const bare = { program: path.join('scripts', 'bench', 'bare-window'), env: { XDG_CONFIG_HOME: bareDir }, selector: '[data-testid="ready"]' };
    const readyMs = { terminal: [] as number[], bare: [] as number[] };
    const memoryMb = { terminal: 0, bare: 0 };
    for (let start = 0; start < STARTS; start += 1) {
      const idleMs = start === STARTS - 1 ? IDLE_MS : 0;
      for (const [name, options] of [['bare', bare], ['terminal', terminal]] as const) {
        const measured = await measureOne(options, idleMs);
        readyMs[name].push(measured.readyMs);
        memoryMb[name] = measured.memoryMb;
      }
    }
    const coldStart = { terminal: summarise(readyMs.terminal.slice(1)), bareWindow: summarise(readyMs.bare.slice(1)) };
    return {
      coldStart: { ...coldStart, ratio: round(coldStart.terminal.p50Ms / coldStart.bareWindow.p50Ms) },
      idleMemory: { terminalMb: round(memoryMb.terminal), bareWindowMb: round(memoryMb.bare), ratio: round(memoryMb.terminal / memoryMb.bare) },
    };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
    rmSync(bareDir, { recursive: true, force: true });
  }
}

async function measureOne(options: LaunchOptions, idleMs: number): Promise<{ readyMs: number; memoryMb: number }> {
  const window = await launchWindow(options);
  await new Promise((resolve) => setTimeout(resolve, idleMs));
  const measured = { readyMs: window.readyMs, memoryMb: window.memoryMb() };
  await window.close();
  return measured;
}
