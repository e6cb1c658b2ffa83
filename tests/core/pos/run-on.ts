// The support tool as tests call it: on a given data directory, with what it printed.
import { existsSync } from 'node:fs';
import { runPos, type PosHost } from '#scripts/pos/run-pos.ts';

export interface Run {
  readonly code: number;
  readonly out: string;
  readonly complaint: string;
}

export async function posOn(dir: string, args: readonly string[], change: Partial<PosHost> = {}): Promise<Run> {
  let out = '';
  let complaint = '';
  const code = await runPos([...args, '--data', dir], {
    env: {}, platform: 'linux', homeDir: '/nowhere', exists: existsSync,
    out: (text) => { out += text; }, complain: (text) => { complaint += text; }, ask: async () => '', ...change,
  });
  return { code, out, complaint };
}
