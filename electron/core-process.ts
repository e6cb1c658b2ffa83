// The till's side of the terminal: hosts the core in a process of its own and talks to the shell by messages.
import path from 'node:path';
import { err } from '#shared/domain/base/result.ts';
import type { Result } from '#shared/domain/base/result.ts';
import type { Problem } from '#shared/contract/problems.ts';
import { createCore } from './core/create-core.ts';
import type { BackupReply, Core, CoreOptions, CorePorts, FromCore, Keychain, Probe, ToCore } from './core/ports.ts';
import { writeBackup } from './core/store/write-backup.ts';
import { drillProbe, idleProbe, joinProbes, parseDrillPlan } from './hosts/drill-probe.ts';
import { fileLogger } from './hosts/file-logger.ts';
import { createNodePorts } from './hosts/node-ports.ts';
import { drillClock, systemClock } from './hosts/system-clock.ts';

// Books, logs and copies are for this user alone, also in a folder that others may look into.
process.umask(0o077);

const port = process.parentPort;
const send = (message: FromCore): void => port.postMessage(message);

type KeychainReply = Extract<ToCore, { type: 'keychain-reply' }>;

interface Questions<Answer> {
  /** Sends what `message` makes of a fresh id, and waits for the answer under it. */
  ask(message: (id: number) => FromCore): Promise<Answer>;
  settle(id: number, answer: Answer): void;
}

/** What only the shell can do: asked under a number each, answered in any order. */
function questions<Answer>(): Questions<Answer> {
  const open = new Map<number, (answer: Answer) => void>();
  let lastId = 0;
  return {
    ask: (message) => {
      lastId += 1;
      const id = lastId;
      return new Promise((resolve) => {
        open.set(id, resolve);
        send(message(id));
      });
    },
    settle: (id, answer) => {
      open.get(id)?.(answer);
      open.delete(id);
    },
  };
}

const keychainQuestions = questions<KeychainReply>();
const backupQuestions = questions<BackupReply>();

function askShell(operation: 'read' | 'write' | 'inspect', name: string, value: string | null): Promise<KeychainReply> {
  return keychainQuestions.ask((id) => ({ type: 'keychain', id, operation, name, value }));
}

/** The system's keychain can only be opened in the shell. An unreadable key must not be taken for an absent one. */
const keychain: Keychain = {
  read: async (name) => {
    const reply = await askShell('read', name, null);
    if (reply.isFailed === true) throw new Error(`key ${name} cannot be read`);
    return reply.value;
  },
  write: async (name, value) => {
    const reply = await askShell('write', name, value);
    if (reply.isFailed === true) throw new Error(`key ${name} cannot be written`);
    return { isSealed: reply.isSealed };
  },
  inspect: async (name) => {
    const reply = await askShell('inspect', name, null);
    if (reply.isFailed === true) throw new Error(`key ${name} cannot be looked at`);
    return reply.state ?? null;
  },
};

/** The shell starts a second process of this program for it, which is told `write-backup`. */
const askForBackup: CorePorts['writeBackup'] = (order) => backupQuestions.ask((id) => ({ type: 'backup', id, order }));

// The shell hands these on only when the program is not packaged.
const drills = {
  clockFile: process.env['HEYON_DRILL_CLOCK'],
  killAt: parseDrillPlan(process.env['HEYON_DRILL_KILL_AT']),
  exitAt: parseDrillPlan(process.env['HEYON_DRILL_EXIT_AT']),
  shellPid: Number(process.env['HEYON_DRILL_SHELL_PID']),
};

function drilledProbe(): Probe {
  const probes: Probe[] = [];
  if (drills.exitAt !== null) probes.push(drillProbe(drills.exitAt, () => process.kill(process.pid, 'SIGKILL')));
  if (drills.killAt !== null) {
    probes.push(drillProbe(drills.killAt, () => {
      process.kill(drills.shellPid, 'SIGKILL');
      process.kill(process.pid, 'SIGKILL');
    }));
  }
  return probes.length === 0 ? idleProbe : joinProbes(probes);
}

async function start(options: CoreOptions): Promise<Core> {
  const clock = drills.clockFile === undefined ? systemClock : drillClock(drills.clockFile);
  const logger = fileLogger({ logsDir: path.join(options.dataDir, 'logs'), name: 'core', clock });
  // A bug outside a call: nothing can be trusted any more, and the shell starts a fresh process.
  const endBy = (event: string) => (cause: unknown): void => {
    logger.error(event, {}, cause);
    process.exit(1);
  };
  process.on('uncaughtException', endBy('process.uncaught'));
  process.on('unhandledRejection', endBy('process.unhandled-rejection'));
  const ports = createNodePorts({ dataDir: options.dataDir, replace: { clock, logger, keychain, probe: drilledProbe(), writeBackup: askForBackup } });
  const core = await createCore(ports, options).catch((cause: unknown) => {
    logger.error('core.start-failed', {}, cause);
    return unableCore();
  });
  core.onTopic((event) => send({ type: 'topic', event }));
  return core;
}

/** Stands in for a core that could not even be made, so that the window can say so instead of waiting. */
function unableCore(): Core {
  return {
    dispatch: async () => err({ code: 'internal', reference: 'start' }),
    onTopic: () => () => undefined,
    wake: () => undefined,
    networkIsBack: () => undefined,
    close: async () => undefined,
  };
}

let core: Promise<Core> | undefined;

async function answer(call: Extract<ToCore, { type: 'call' }>): Promise<void> {
  let result: Result<unknown, Problem>;
  try {
    result = core === undefined ? err({ code: 'till-restarting' }) : await (await core).dispatch(call.session, call.channel, call.raw);
  } catch {
    result = err({ code: 'internal', reference: 'dispatch' });
  }
  send({ type: 'reply', id: call.id, result });
}

async function rouse(cause: 'wake' | 'network-is-back'): Promise<void> {
  const roused = await core;
  if (cause === 'wake') roused?.wake();
  else roused?.networkIsBack();
}

async function receive(message: ToCore): Promise<void> {
  switch (message.type) {
    case 'start':
      core ??= start(message.options);
      await core;
      return send({ type: 'started' });
    case 'call':
      return answer(message);
    case 'keychain-reply':
      return keychainQuestions.settle(message.id, message);
    case 'backup-reply':
      return backupQuestions.settle(message.id, message.result);
    case 'write-backup':
      return send({ type: 'backup-written', result: await writeBackup(message.order) });
    case 'wake':
    case 'network-is-back':
      return rouse(message.type);
    case 'close':
      // The shell ends the process once it has heard this, so the message cannot be lost with it.
      await (await core)?.close();
      return send({ type: 'closed' });
  }
}

port.on('message', (event) => {
  // Only the shell holds the other end, and it sends nothing but ToCore.
  void receive(event.data as ToCore);
});
