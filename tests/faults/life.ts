// One life of a till: from the start of its process to its death by SIGKILL, at a named point or whenever it happens.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { ProbePoint } from '#core/ports.ts';
import type { Shown } from '#tests/support/oracle.ts';

export interface LifeOrders {
  readonly seed: number;
  readonly life: number;
  readonly dataDir: string;
  readonly gatewayUrl: string;
  /** Null once it is enrolled. */
  readonly activationCode: string | null;
  /** Dies by its own hand when this point is reached for the nth time; null: only from outside. */
  readonly death: { readonly point: ProbePoint; readonly nth: number } | null;
  /** How much the clerk does before going home. */
  readonly acts: number;
}

/** Something the clerk was told has been done, and the journal row that must tell of it. */
export interface Answered {
  readonly type: string;
  readonly field: string;
  readonly id: string;
}

export type ChildWord =
  | ({ readonly word: 'shown' } & Shown)
  | ({ readonly word: 'done' } & Answered)
  | { readonly word: 'moved'; readonly moveId: string }
  | { readonly word: 'paying'; readonly paymentId: string; readonly saleId: string }
  | { readonly word: 'refused' | 'failed'; readonly channel: string; readonly code: string }
  | { readonly word: 'dies'; readonly at: ProbePoint }
  | { readonly word: 'loaded' | 'ready' | 'ends' };

export interface Life {
  readonly words: readonly ChildWord[];
  /** `point`: at the named point; `outside`: in the middle of anything; `none`: it ended as it should, or badly, see `trouble`. */
  readonly end: 'point' | 'outside' | 'none';
  /** What an end that nobody ordered left on stderr. */
  readonly trouble: string | null;
}

const program = path.join(import.meta.dirname, 'clerk-child.ts');
/** Code that was compiled for an earlier life: half of what a start costs. */
const compiled = path.join(tmpdir(), `heyon-faults-compiled-${process.pid}`);
process.once('exit', () => rmSync(compiled, { recursive: true, force: true }));

/** `killAfterMs`: from when its code is loaded, whatever that takes on a busy machine; also what ends a life whose point is not reached. */
export async function live(orders: LifeOrders, killAfterMs: number): Promise<Life> {
  const child = spawn(process.execPath, [program, JSON.stringify(orders)], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_COMPILE_CACHE: compiled } });
  const words: ChildWord[] = [];
  let stderr = '';
  let timer: NodeJS.Timeout | undefined;
  child.stderr.on('data', (text: Buffer) => { stderr += text.toString(); });
  const lines = createInterface({ input: child.stdout });
  // The program of this folder writes nothing else.
  lines.on('line', (line) => {
    const word = JSON.parse(line) as ChildWord;
    words.push(word);
    if (word.word === 'loaded') timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  });
  const reading = once(lines, 'close');
  const [code, signal] = await once(child, 'exit') as [number | null, NodeJS.Signals | null];
  clearTimeout(timer);
  // What was written before the death is still in the pipe.
  await reading;
  if (signal === 'SIGKILL') return { words, end: words.some(({ word }) => word === 'dies') ? 'point' : 'outside', trouble: null };
  return { words, end: 'none', trouble: code === 0 ? null : `exit ${String(code ?? signal)}: ${stderr.slice(-2000)}` };
}
