// A process of its own with the real core on a real file, over a disk that may fail at any act. Started with the shim preloaded.
// Lines on stdout: `reported {json}` for each sale whose success was answered, `refused CHANNEL CODE` for each problem of the disk, `done`.
import { openSync, writeSync } from 'node:fs';
import { createCore } from '#core/create-core.ts';
import type { ProbePoint } from '#core/ports.ts';
import { createNodePorts } from '../../../electron/hosts/node-ports.ts';
import type { DiskFault } from './disk-record.ts';

export interface DiskOrders {
  readonly dataDir: string;
  readonly sales: readonly { readonly ref: string; readonly documentType: string; readonly number: string }[];
  /** What the disk does from the start of the call with this number on, until the till has answered with a problem. */
  readonly faults: readonly { readonly atCall: number; readonly fault: DiskFault }[];
  /** Ends without closing anything, as at a power cut. */
  readonly diesAtEnd: boolean;
}

// The test that starts this program wrote them.
const orders = JSON.parse(process.argv[2] ?? '{}') as DiskOrders;
const say = (line: string): void => void writeSync(1, `${line}\n`);

/** Words to the shim are paths that nobody can open. */
function tellDisk(word: string): void {
  try {
    openSync(`/shim:${word}`, 'r');
  } catch {
    return;
  }
  throw new Error('the shim is not loaded');
}

const probe = { reach: (point: ProbePoint): void => void (point === 'sale.after-commit' && tellDisk('mark:committed')) };
const core = await createCore(createNodePorts({ dataDir: orders.dataDir, replace: { probe } }), {
  // Nobody listens there: the day is sold offline, and every failed pass tidies the log of the database.
  dataDir: orders.dataDir, gatewayUrl: 'http://127.0.0.1:9', appVersion: '0.0.0-disk', defaultLocale: 'zh-CN', sqliteBinding: null, checkReplies: true, enrolWith: null,
});

let calls = 0;
const MOST_TRIES = 5;

/** Calls until the till has answered; in between the disk is mended, as by a person who makes room. */
async function insist(channel: string, request: object): Promise<Record<string, unknown>> {
  calls += 1;
  const fault = orders.faults.find(({ atCall }) => atCall === calls)?.fault;
  if (fault !== undefined) tellDisk(`fail:${fault.act}:${fault.error}:${fault.skip}:${fault.count}`);
  for (let attempt = 1; ; attempt += 1) {
    const reply = await core.dispatch('child', channel, request);
    tellDisk('mend');
    if (reply.ok) {
      // Every channel used here but this one commits something.
      if (channel !== 'sync.now') tellDisk('mark:stored');
      // Each channel used here answers with an object.
      return reply.value as Record<string, unknown>;
    }
    if (!/^(storage-|till-stopped)/.test(reply.problem.code) || attempt === MOST_TRIES) throw new Error(`${channel}: ${JSON.stringify(reply.problem)}`);
    say(`refused ${channel} ${reply.problem.code}`);
  }
}

await insist('session.sign-in', { staffId: 'c01', pin: '135790' });
const { shiftId } = await insist('shift.open', { floatFen: 50_000 });
for (const { ref, documentType, number } of orders.sales) {
  const { saleId } = await insist('sale.begin', { subscriberRef: ref });
  await insist('identity.check', { saleId, documentType, number, way: 'typed' });
  const { quote } = await insist('sale.quote', { saleId, planId: 'plus-60', months: 1 });
  const { totalFen } = quote as { totalFen: number };
  const sale = await insist('sale.complete', { saleId, totalFen, tenders: [{ method: 'cash', receivedFen: totalFen }] });
  tellDisk(`mark:sale ${String(saleId)}`);
  say(`reported ${JSON.stringify({ saleId, receiptNumber: sale['receiptNumber'] })}`);
  const { printJobId } = sale['print'] as { printJobId: string };
  await insist('print.begin', { printJobId });
  await insist('print.finish', { printJobId, outcome: 'spooled', detail: '' });
  await insist('sync.now', {});
}
await insist('shift.count', { shiftId, countedFen: 50_000 + 6000 * orders.sales.length });
tellDisk('mark:counted');
if (orders.diesAtEnd) {
  say('done');
  process.kill(process.pid, 'SIGKILL');
}
await core.close();
say('done');
