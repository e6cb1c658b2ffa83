// The Logger port as a file of JSON lines, one event each, kept small by rotation. A till never stops for its log.
import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Clock, Logger } from '../core/ports.ts';
import { scrubDigits } from './scrub-digits.ts';

export interface FileLoggerOptions {
  readonly logsDir: string;
  /** File name without ending; each process has a file of its own. */
  readonly name: string;
  readonly clock: Clock;
  readonly maxBytes?: number;
  /** Older files kept beside the current one. */
  readonly keep?: number;
}

type Level = 'info' | 'warn' | 'error';
type Fields = Record<string, string | number | boolean | null>;

const MAX_BYTES = 1_000_000;
const KEEP = 4;

/** Lines are written at once, so that none is missing when the process is killed. Long digit runs are blanked. */
export function fileLogger(options: FileLoggerOptions): Logger {
  const file = path.join(options.logsDir, `${options.name}.log`);
  const write = (level: Level, event: string, fields: Fields = {}, cause?: unknown): void => {
    const line = JSON.stringify({ at: options.clock.now(), level, event, ...clean(fields), ...describeCause(cause) });
    try {
      mkdirSync(options.logsDir, { recursive: true });
      rotate(file, options.maxBytes ?? MAX_BYTES, options.keep ?? KEEP);
      appendFileSync(file, `${line}\n`, { mode: 0o600 });
    } catch {
      // A full or missing disk: selling goes on, standard error is all that is left to say it.
      process.stderr.write(`${line}\n`);
    }
  };
  return {
    info: (event, fields) => write('info', event, fields),
    warn: (event, fields) => write('warn', event, fields),
    error: (event, fields, cause) => write('error', event, fields, cause),
  };
}

function rotate(file: string, maxBytes: number, keep: number): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size < maxBytes) return;
  rmSync(`${file}.${keep}`, { force: true });
  for (let age = keep - 1; age >= 0; age -= 1) {
    const from = age === 0 ? file : `${file}.${age}`;
    if (statSync(from, { throwIfNoEntry: false }) !== undefined) renameSync(from, `${file}.${age + 1}`);
  }
}

function clean(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, typeof value === 'string' ? scrubDigits(value) : value]));
}

function describeCause(cause: unknown): Record<string, string> {
  if (cause === undefined) return {};
  if (!(cause instanceof Error)) return { cause: `thrown ${typeof cause}` };
  return { cause: `${cause.name}: ${scrubDigits(cause.message)}`, ...(cause.stack === undefined ? {} : { stack: scrubDigits(cause.stack) }) };
}
