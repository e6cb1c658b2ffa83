// pos sync: one pass of the core's own sending and receiving. Leaves a `terminal.started` row, as every start of the core does.
import { createCore } from '#core/create-core.ts';
import type { Core, Timers } from '#core/ports.ts';
import { syncViewSchema } from '#shared/contract/till/sync-channels.ts';
import { terminalViewSchema } from '#shared/contract/till/session-channels.ts';
import { createNodePorts } from '../../electron/hosts/node-ports.ts';
import type { Workplace } from '../../electron/hosts/data-dir.ts';
import { unable, type Answer } from './answer.ts';

export const SESSION = 'command line';

export async function syncOnce(place: Workplace, appVersion: string): Promise<Answer> {
  const pass = onePass();
  const ports = createNodePorts({ dataDir: place.coreDir, logName: 'pos', replace: { timers: pass.timers } });
  const core = await createCore(ports, {
    dataDir: place.coreDir, gatewayUrl: place.gatewayUrl, enrolWith: null, appVersion: `${appVersion} (pos sync)`, defaultLocale: 'zh-CN',
    sqliteBinding: null, checkReplies: false, looksAfterPayments: false,
  });
  try {
    return await answerAfter(core, pass.ended);
  } finally {
    await core.close();
  }
}

async function answerAfter(core: Core, ended: Promise<void>): Promise<Answer> {
  const terminal = await core.dispatch(SESSION, 'terminal.read', {});
  if (!terminal.ok) return unable('reason' in terminal.problem ? String(terminal.problem.reason) : terminal.problem.code, explain(terminal.problem));
  if (terminalViewSchema.parse(terminal.value).phase === 'not-enrolled') return unable('not-enrolled', 'this terminal is not enrolled, so it has nothing to send');
  await ended;
  const read = await core.dispatch(SESSION, 'sync.read', {});
  if (!read.ok) return unable(read.problem.code, explain(read.problem));
  const view = syncViewSchema.parse(read.value);
  const isWell = view.pendingCount === 0 && view.lastProblem === null && view.rejectedCount === 0;
  return {
    isWell, value: view,
    lines: [
      view.lastProblem === null ? 'the carrier answered' : `not done: ${view.lastProblem}`,
      view.pendingCount === 0 ? 'the carrier has everything' : `${view.pendingCount} entries still wait, ${view.pendingSales} of them sales`,
      ...(view.rejectedCount === 0 ? [] : [`${view.rejectedCount} rejected sales need a person`]),
    ],
  };
}

function explain(problem: { readonly code: string }): string {
  switch ('reason' in problem ? problem.reason : null) {
    case 'keys-missing': return 'the keys cannot be opened here: they are missing, or sealed by the keychain of this computer, which only the terminal itself can open';
    case 'data-in-use': return 'the till is running and sends by itself: at once when somebody presses the button behind its badge';
    default: return `the terminal's data cannot be used: ${JSON.stringify(problem)}`;
  }
}

/** A pass is over when the loop plans the next one, which is never called. */
export function onePass(): { readonly timers: Timers; readonly ended: Promise<void> } {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const timers: Timers = {
    after: (delayMs, callback) => {
      if (delayMs > 0) {
        end();
        return () => undefined;
      }
      const turn = setImmediate(callback);
      return () => clearImmediate(turn);
    },
  };
  return { timers, ended };
}
