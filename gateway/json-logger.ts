// Log lines as JSON on standard error; standard output carries only the address.
import type { Clock, Logger } from './ports.ts';

/** One line per event. A cause is logged as its name and where it was thrown, never with what it says: that may hold values. */
export function createJsonLogger(clock: Clock, write: (line: string) => void): Logger {
  const log = (level: string, event: string, fields: Parameters<Logger['info']>[1], cause?: unknown): void => {
    write(JSON.stringify({ at: clock.now(), level, event, ...fields, ...describe(cause) }));
  };
  return {
    info: (event, fields) => log('info', event, fields),
    warn: (event, fields) => log('warn', event, fields),
    error: (event, fields, cause) => log('error', event, fields, cause),
  };
}

function describe(cause: unknown): Record<string, string> {
  if (cause === undefined) return {};
  if (!(cause instanceof Error)) return { cause: typeof cause };
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  const frames = (cause.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 8).join('\n');
  return { cause: cause.name, ...(code !== '' && { causeCode: code }), frames };
}
