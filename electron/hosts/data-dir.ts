// Where the terminal keeps its data, and whether it works for real or for training. The decision alone, no disk.
import path from 'node:path';
import type { Locale } from '#shared/contract/values.ts';

export interface DataDirFacts {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Electron's userData, used when HEYON_DATA_DIR is not set. */
  readonly userData: string;
  /** Tells whether a file exists. */
  readonly exists: (file: string) => boolean;
}

export interface Workplace {
  /** Everything the terminal owns; one running terminal per directory. */
  readonly ownDir: string;
  readonly mode: 'live' | 'training';
  /** Of the core: pos.db, keys/, backups/, logs/. */
  readonly coreDir: string;
  /** Live only: the gateway asked for, or null for the one the terminal enrolled with. */
  readonly gatewayUrl: string | null;
}

/** Empty counts as not set, for every variable. */
function setting(env: DataDirFacts['env'], name: string): string | null {
  const value = env[name]?.trim();
  return value === undefined || value === '' ? null : value;
}

/** The directory the environment asks for, as an absolute path; null for Electron's own choice. */
export function requestedDataDir(env: DataDirFacts['env']): string | null {
  const dir = setting(env, 'HEYON_DATA_DIR');
  return dir === null ? null : path.resolve(dir);
}

/** Live once a terminal is enrolled here or a gateway is named; otherwise training, in a folder apart. */
export function chooseWorkplace(facts: DataDirFacts): Workplace {
  const ownDir = requestedDataDir(facts.env) ?? facts.userData;
  const gatewayUrl = setting(facts.env, 'HEYON_GATEWAY_URL');
  // A device key without its books is a terminal that lost them: training would cover that up.
  // Nor is one empty whose till is just being exchanged for another.
  const traces = [path.join(ownDir, 'pos.db'), path.join(ownDir, 'keys', 'device.key'), path.join(ownDir, 'swap.json')];
  const isLive = gatewayUrl !== null || traces.some(facts.exists);
  return isLive
    ? { ownDir, mode: 'live', coreDir: ownDir, gatewayUrl }
    : { ownDir, mode: 'training', coreDir: path.join(ownDir, 'training'), gatewayUrl: null };
}

/** HEYON_LOCALE, or Chinese for anything but a language we have. */
export function chooseLocale(env: DataDirFacts['env']): Locale {
  return setting(env, 'HEYON_LOCALE') === 'en' ? 'en' : 'zh-CN';
}
