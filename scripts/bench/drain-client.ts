// A till in a process of its own that sends what waits in its data directory and reports how it went, as one line of JSON;
// then asks for changes where there are none, and says so in a second line.
// Arguments: data directory, gateway address, number of the last entry to send, `measure-memory` or nothing.
import v8 from 'node:v8';
import vm from 'node:vm';
import { createCore } from '#core/create-core.ts';
import type { Gateway } from '#core/ports.ts';
import { createNodePorts } from '#hosts/node-ports.ts';

export interface DrainReport {
  /** From the gateway's answer to the question before until the last batch is noted down as accepted. */
  readonly totalMs: number;
  /** Of each batch: encoding, signing, the road, and the gateway's work. */
  readonly batchesMs: readonly number[];
  readonly entries: number;
  /** Of this process's threads together, user and system. */
  readonly clientCpuMs: number;
  /** Largest of what is reachable after a full collection while a batch is held; null unless asked for. */
  readonly peakHeapBytes: number | null;
  readonly peakRssBytes: number;
}

/** Questions of a till that has nothing to send. */
export const IDLE_CALLS = 500;

const silent = { info: () => undefined, warn: () => undefined, error: (event: string, _fields?: unknown, cause?: unknown) => console.error(event, cause) };

async function main([dataDir = '', gatewayUrl = '', lastSeq = '', mode = '']: readonly string[]): Promise<void> {
  const watch = watchDrain(Number(lastSeq), mode === 'measure-memory');
  const defaults = createNodePorts({ dataDir });
  const core = await createCore({
    ...defaults, logger: silent, connectGateway: (url, clock) => watch.over(defaults.connectGateway(url, clock)), probe: { reach: watch.reach },
  }, {
    dataDir, gatewayUrl, enrolWith: null, appVersion: 'bench', defaultLocale: 'zh-CN', sqliteBinding: null, checkReplies: false, looksAfterPayments: false,
  });
  // The pass that begins with the start of a till first asks for what is new, then sends.
  const report = await watch.done;
  process.stdout.write(`${JSON.stringify(report)}\n`);
  for (let times = 0; times < IDLE_CALLS; times += 1) await watch.askAgain();
  process.stdout.write('asked\n');
  await core.close();
}

interface Watch {
  readonly over: (gateway: Gateway) => Gateway;
  readonly reach: (point: string) => void;
  readonly done: Promise<DrainReport>;
  /** The last question for changes once more, from where its answer ended. */
  readonly askAgain: () => Promise<void>;
}

function watchDrain(lastSeq: number, measuresMemory: boolean): Watch {
  const collect = measuresMemory ? collector() : null;
  const batchesMs: number[] = [];
  const seen = { firstAt: 0, cpuFirst: process.cpuUsage(), entries: 0, through: 0, heap: 0, rss: 0 };
  let resolve: (report: DrainReport) => void = () => undefined;
  let askAgain = async (): Promise<void> => undefined;
  const done = new Promise<DrainReport>((settle) => { resolve = settle; });
  const measureMemory = (): void => {
    seen.rss = Math.max(seen.rss, process.memoryUsage.rss());
    if (collect === null) return;
    collect();
    seen.heap = Math.max(seen.heap, process.memoryUsage().heapUsed);
  };
  return {
    done,
    askAgain: async () => askAgain(),
    over: (gateway) => ({
      ...gateway,
      readChanges: async (identity, cursor) => {
        const reply = await gateway.readChanges(identity, cursor);
        if (reply.ok) askAgain = async () => void await gateway.readChanges(identity, reply.value.cursor);
        if (batchesMs.length === 0) Object.assign(seen, { firstAt: performance.now(), cpuFirst: process.cpuUsage() });
        return reply;
      },
      postJournal: async (identity, entries, voidedSaleIds) => {
        const sentAt = performance.now();
        const reply = await gateway.postJournal(identity, entries, voidedSaleIds);
        if (!reply.ok) throw new Error(`refused: ${JSON.stringify(reply.failure)}`);
        batchesMs.push(performance.now() - sentAt);
        seen.entries += entries.length;
        seen.through = reply.value.acceptedThrough;
        measureMemory();
        return reply;
      },
    }),
    reach: (point) => {
      if (point !== 'sync.after-advance' || seen.through < lastSeq) return;
      const cpu = process.cpuUsage(seen.cpuFirst);
      resolve({
        totalMs: performance.now() - seen.firstAt, batchesMs, entries: seen.entries, clientCpuMs: (cpu.user + cpu.system) / 1000,
        peakHeapBytes: collect === null ? null : seen.heap, peakRssBytes: seen.rss,
      });
    },
  };
}

/** The engine's own collector, which a flag makes callable. */
function collector(): () => void {
  v8.setFlagsFromString('--expose-gc');
  const collect: unknown = vm.runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('the collector cannot be called');
  return () => void collect();
}

if (import.meta.main) await main(process.argv.slice(2));
