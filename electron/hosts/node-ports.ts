// All ports of the core on plain Node, for the core process, the command line and tests.
import path from 'node:path';
import { connectHttpGateway } from '../core/gateway-client/http-gateway.ts';
import type { CorePorts } from '../core/ports.ts';
import { writeBackup } from '../core/store/write-backup.ts';
import { idleProbe } from './drill-probe.ts';
import { fileKeychain } from './file-keychain.ts';
import { fileLogger } from './file-logger.ts';
import { createSimulatedCardMachine } from './simulated-card-machine.ts';
import { systemClock, systemRandom, systemTimers, uuidIds } from './system-clock.ts';

export interface NodePortsOptions {
  /** The core's data directory: keys/ and logs/ are made below it. */
  readonly dataDir: string;
  /** Name of the log file, without ending. */
  readonly logName?: string;
  /** What to use instead of a default. */
  readonly replace?: Partial<CorePorts>;
}

/** System clock, random ids, a log and keys in files, the gateway over HTTP; each can be replaced. */
export function createNodePorts(options: NodePortsOptions): CorePorts {
  const { replace = {} } = options;
  const clock = replace.clock ?? systemClock;
  const ids = replace.ids ?? uuidIds;
  return {
    clock,
    ids,
    random: systemRandom,
    timers: systemTimers,
    logger: replace.logger ?? fileLogger({ logsDir: path.join(options.dataDir, 'logs'), name: options.logName ?? 'core', clock }),
    keychain: replace.keychain ?? fileKeychain(path.join(options.dataDir, 'keys')),
    connectGateway: (url, dating) => connectHttpGateway(url, { clock: dating, ids }),
    probe: idleProbe,
    writeBackup,
    // Real machines speak through adapters of their own; none is built in.
    connectCardMachine: ({ isTraining }) => (isTraining ? createSimulatedCardMachine({ timers: replace.timers ?? systemTimers }) : null),
    ...replace,
  };
}
