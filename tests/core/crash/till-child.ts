// A process of its own that hosts the real core on a real file, does what its arguments say, and reports what was answered.
// Lines on stdout: `reported {json}` for each sale whose success was answered, `paying` before it,
// `at <point>` just before it dies, `done`.
import { writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { v7 } from 'uuid';
import { createCore } from '#core/create-core.ts';
import type { Core, ProbePoint } from '#core/ports.ts';
import { createNodePorts } from '../../../electron/hosts/node-ports.ts';

interface Orders {
  readonly dataDir: string;
  readonly gatewayUrl: string;
  readonly activationCode: string | null;
  /** Dies when this point is reached for the nth time; null: never. */
  readonly point: string | null;
  readonly nth: number;
  /** Sales to make, each with the document its owner shows. */
  readonly sales: readonly { readonly ref: string; readonly documentType: string; readonly number: string }[];
  readonly shift: boolean;
  /** Last two digits of the payment code, which decide in training what becomes of it; null: cash. */
  readonly payBy: string | null;
  /** Press undo while the customer is being asked. */
  readonly undo: boolean;
  /** Milliseconds to live on after the last sale. */
  readonly lingerMs: number;
}

// The test that starts this program wrote them.
const orders = JSON.parse(process.argv[2] ?? '{}') as Orders;
const say = (line: string): void => void writeSync(1, `${line}\n`);

let reached = 0;
const probe = {
  reach: (point: ProbePoint): void => {
    if (point !== orders.point) return;
    reached += 1;
    if (reached !== orders.nth) return;
    say(`at ${point}`);
    process.kill(process.pid, 'SIGKILL');
  },
};

const ports = createNodePorts({ dataDir: orders.dataDir, replace: { probe } });
const core = await createCore(ports, {
  dataDir: orders.dataDir, gatewayUrl: orders.gatewayUrl, appVersion: '0.0.0-crash', defaultLocale: 'zh-CN', sqliteBinding: null, checkReplies: true,
  enrolWith: orders.activationCode === null ? null : { storeCode: 'SZ-001', activationCode: orders.activationCode },
});

async function call(channel: string, request: object): Promise<Record<string, unknown>> {
  const reply = await core.dispatch('child', channel, request);
  if (!reply.ok) throw new Error(`${channel}: ${JSON.stringify(reply.problem)}`);
  // Each channel used here answers with an object.
  return reply.value as Record<string, unknown>;
}

async function whenReady(till: Core): Promise<void> {
  for (;;) {
    const terminal = await till.dispatch('child', 'terminal.read', {});
    if (terminal.ok && (terminal.value as { phase: string }).phase === 'ready') return;
    await pause(10);
  }
}

/** Whether the wallet paid. */
async function payByWallet(saleId: unknown, totalFen: number, ending: string): Promise<boolean> {
  // Wallets need the carrier, and a till just started has not spoken with it yet.
  await call('sync.now', {});
  const paymentId = v7();
  await call('payment.start', { saleId, paymentId, method: 'alipay', way: 'payer-code', amountFen: totalFen, totalFen, authCode: `2800000000000000${ending}` });
  for (let hasPressed = false; ;) {
    const { state } = await call('payment.read', { paymentId });
    if (state === 'settled' || state === 'failed' || state === 'reversed') return state === 'settled';
    if (orders.undo && state === 'confirming' && !hasPressed) {
      hasPressed = true;
      await call('payment.undo', { paymentId });
    }
    await pause(20);
  }
}

await whenReady(core);
await call('session.sign-in', { staffId: 'c01', pin: '135790' });
if (orders.shift) await call('shift.open', { floatFen: 50_000 });
for (const { ref, documentType, number } of orders.sales) {
  const { saleId } = await call('sale.begin', { subscriberRef: ref });
  await call('identity.check', { saleId, documentType, number, way: 'typed' });
  const { quote } = await call('sale.quote', { saleId, planId: 'plus-60', months: 1 });
  const { totalFen } = quote as { totalFen: number };
  say('paying');
  const isPaid = orders.payBy !== null && await payByWallet(saleId, totalFen, orders.payBy);
  const sale = await call('sale.complete', { saleId, totalFen, tenders: isPaid ? [] : [{ method: 'cash', receivedFen: totalFen }] });
  say(`reported ${JSON.stringify({ saleId, receiptNumber: sale['receiptNumber'] })}`);
  const { printJobId } = sale['print'] as { printJobId: string };
  await call('print.begin', { printJobId });
  await call('print.finish', { printJobId, outcome: 'spooled', detail: '' });
  // So that sending gets its turn between two customers.
  await pause(50);
}
await pause(orders.lingerMs);
await core.close();
say('done');
