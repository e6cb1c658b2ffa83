// Ports of the core for tests: a clock that is moved by hand, a log that is kept, keys in real files, the real HTTP client.
import path from 'node:path';
import type { CorePorts, Logger, Probe, ProbePoint } from '#core/ports.ts';
import { createNodePorts } from '../../electron/hosts/node-ports.ts';
import { fileLogger } from '../../electron/hosts/file-logger.ts';
import type { TestClock } from './test-clock.ts';

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly event: string;
  readonly fields: Readonly<Record<string, string | number | boolean | null>>;
  readonly cause: unknown;
}

export interface TestPorts {
  readonly ports: CorePorts;
  /** What was logged so far; the same lines are in logs/ of the data directory. */
  readonly log: readonly LogLine[];
  /** The probe points in the order they were reached. */
  readonly reached: readonly ProbePoint[];
}

/** `replace` swaps single ports, e.g. a gateway that only answers from a script. */
export function createTestPorts(dataDir: string, clock: TestClock, replace: Partial<CorePorts> = {}): TestPorts {
  const log: LogLine[] = [];
  const reached: ProbePoint[] = [];
  const probe: Probe = {
    reach: (point) => {
      reached.push(point);
      replace.probe?.reach(point);
    },
  };
  const logger = recordingLogger(log, fileLogger({ logsDir: path.join(dataDir, 'logs'), name: 'core', clock }));
  return { ports: createNodePorts({ dataDir, replace: { clock, timers: clock.timers, logger, ...replace, probe } }), log, reached };
}

function recordingLogger(log: LogLine[], file: Logger): Logger {
  return {
    info: (event, fields = {}) => {
      log.push({ level: 'info', event, fields, cause: undefined });
      file.info(event, fields);
    },
    warn: (event, fields = {}) => {
      log.push({ level: 'warn', event, fields, cause: undefined });
      file.warn(event, fields);
    },
    error: (event, fields = {}, cause) => {
      log.push({ level: 'error', event, fields, cause });
      file.error(event, fields, cause);
    },
  };
}
