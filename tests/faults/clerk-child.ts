// A till in a process of its own, and a clerk who does at it what chance says until the process dies.
// Lines on stdout, one JSON object each (see `ChildWord` in life.ts); the process is killed at `point`, or by who started it.
import { writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { createCore } from '#core/create-core.ts';
import type { ProbePoint } from '#core/ports.ts';
import { chanceOf } from '#tests/simulation/chance.ts';
import { createNodePorts } from '../../electron/hosts/node-ports.ts';
import { createClerk } from './clerk.ts';
import type { ChildWord, LifeOrders } from './life.ts';

// The campaign that starts this program wrote them.
const orders = JSON.parse(process.argv[2] ?? '{}') as LifeOrders;
const say = (word: ChildWord): void => void writeSync(1, `${JSON.stringify(word)}\n`);

say({ word: 'loaded' });

let reached = 0;
const probe = {
  reach: (point: ProbePoint): void => {
    if (point !== orders.death?.point) return;
    reached += 1;
    if (reached !== orders.death.nth) return;
    say({ word: 'dies', at: point });
    process.kill(process.pid, 'SIGKILL');
  },
};

const core = await createCore(createNodePorts({ dataDir: orders.dataDir, replace: { probe } }), {
  dataDir: orders.dataDir, gatewayUrl: orders.gatewayUrl, appVersion: '0.0.0-faults', defaultLocale: 'zh-CN', sqliteBinding: null, checkReplies: true,
  enrolWith: orders.activationCode === null ? null : { storeCode: 'SZ-001', activationCode: orders.activationCode },
});
const clerk = createClerk({ dispatch: async (channel, request) => core.dispatch('child', channel, request), chance: chanceOf(orders.seed, `life ${orders.life}`), say, pause });
await clerk.waitUntilReady();
say({ word: 'ready' });
// Who started it kills it in the end; a point that is never reached must not keep it for ever.
for (let act = 0; act < orders.acts; act += 1) await clerk.act(act < 3 ? orders.death?.point ?? null : null);
await core.close();
say({ word: 'ends' });
