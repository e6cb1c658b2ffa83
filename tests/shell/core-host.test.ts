// The life of the core process as the shell sees it, with a process played by hand.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CoreHost } from '#shell/core-host.ts';
import { startCoreHost } from '#shell/core-host.ts';
import { ok } from '#shared/domain/base/result.ts';
import type { TopicEvent } from '#shared/contract/till-topics.ts';
import { must } from '#shared/domain/base/invariant.ts';
import { aCoreChild, manualTimers, silentLogger, someOptions } from './a-core-child.ts';
import type { FakeChild, ManualTimers } from './a-core-child.ts';

const restarting = { ok: false, problem: { code: 'till-restarting' } };

interface Stage {
  readonly host: CoreHost;
  readonly children: FakeChild[];
  readonly restarts: boolean[];
  readonly topics: TopicEvent[];
  readonly timers: ManualTimers;
  readonly keychain: ReturnType<typeof aKeychain>;
  latest(): FakeChild;
}

function aKeychain() {
  return {
    read: vi.fn(async (name: string): Promise<string | null> => (name === 'device' ? 'secret' : null)), write: vi.fn(async (_name: string, _value: string) => ({ isSealed: true })),
    inspect: vi.fn(async (name: string) => (name === 'device' ? { isSealed: true, wasExposed: false } : null)),
  };
}

function aStage(): Stage {
  const children: FakeChild[] = [];
  const restarts: boolean[] = [];
  const topics: TopicEvent[] = [];
  const timers = manualTimers();
  const keychain = aKeychain();
  const host = startCoreHost({
    clock: { now: () => '2026-01-01T00:00:00.000Z', monotonicMs: () => timers.nowMs(), elapsedMs: () => timers.nowMs() },
    timers, logger: silentLogger, keychain,
    fork: ({ isRestart }) => {
      const child = aCoreChild();
      children.push(child);
      restarts.push(isRestart);
      return child;
    },
  }, someOptions);
  host.onTopic((event) => topics.push(event));
  return { host, children, restarts, topics, timers, keychain, latest: () => must(children.at(-1), 'started with one') };
}

const callsHeard = (child: FakeChild): unknown[] => child.heard.filter((message) => message.type === 'call');

describe('shell/core-host', () => {
  let stage: Stage;
  beforeEach(() => {
    stage = aStage();
  });

  it('[SH2] starts the core at once with its options', () => {
    expect(stage.latest().heard).toEqual([{ type: 'start', options: someOptions }]);
  });

  it('[SH2] keeps calls that come before the core is up, in their order, and answers each its own', async () => {
    const first = stage.host.call('window-1', 'terminal.read', {});
    const second = stage.host.call('window-1', 'staff.list', { a: 1 });
    expect(callsHeard(stage.latest())).toEqual([]);
    stage.latest().say({ type: 'started' });
    expect(callsHeard(stage.latest())).toEqual([
      { type: 'call', id: 1, session: 'window-1', channel: 'terminal.read', raw: {} },
      { type: 'call', id: 2, session: 'window-1', channel: 'staff.list', raw: { a: 1 } },
    ]);
    stage.latest().say({ type: 'reply', id: 2, result: ok('people') });
    stage.latest().say({ type: 'reply', id: 1, result: ok('terminal') });
    expect([await first, await second]).toEqual([ok('terminal'), ok('people')]);
  });

  it('[SH2] refuses the call that is one too many to wait', async () => {
    const waiting = Array.from({ length: 64 }, () => stage.host.call('window-1', 'terminal.read', {}));
    expect(await stage.host.call('window-1', 'terminal.read', {})).toEqual(restarting);
    expect(waiting).toHaveLength(64);
  });

  it('[SH2] lets no call wait for ever for a core that does not come up, and does not run it afterwards', async () => {
    const call = stage.host.call('window-1', 'terminal.read', {});
    stage.timers.pass(15_000);
    expect(await call).toEqual(restarting);
    stage.latest().say({ type: 'started' });
    expect(callsHeard(stage.latest())).toEqual([]);
  });

  it('[SH3] answers what was handed over when the core dies, and starts another at once', async () => {
    stage.latest().say({ type: 'started' });
    const call = stage.host.call('window-1', 'sale.complete', {});
    stage.latest().exit();
    expect(await call).toEqual(restarting);
    expect(stage.restarts).toEqual([false, true]);
    expect(stage.topics).toEqual([{ topic: 'host', revision: 1, host: 'down' }]);
    stage.latest().say({ type: 'started' });
    expect(stage.topics).toEqual([{ topic: 'host', revision: 1, host: 'down' }, { topic: 'host', revision: 2, host: 'restarted' }]);
  });

  it('[SH3] carries a call that was never handed over to the next process', async () => {
    const call = stage.host.call('window-1', 'terminal.read', {});
    stage.latest().exit();
    stage.latest().say({ type: 'started' });
    expect(callsHeard(stage.latest())).toHaveLength(1);
    stage.latest().say({ type: 'reply', id: 1, result: ok('terminal') });
    expect(await call).toEqual(ok('terminal'));
  });

  it('[SH3] does not listen to a process that is gone', async () => {
    stage.latest().say({ type: 'started' });
    const old = stage.latest();
    old.exit();
    old.say({ type: 'started' });
    old.exit();
    expect(stage.children).toHaveLength(2);
    const call = stage.host.call('window-1', 'terminal.read', {});
    expect(callsHeard(stage.latest())).toEqual([]);
    stage.latest().say({ type: 'started' });
    old.say({ type: 'reply', id: 1, result: ok('stale') });
    stage.latest().say({ type: 'reply', id: 1, result: ok('fresh') });
    expect(await call).toEqual(ok('fresh'));
  });

  it('[SH4] gives up after five deaths within a minute and answers everything', async () => {
    for (let death = 1; death <= 5; death += 1) {
      stage.timers.pass(1000);
      stage.latest().exit();
    }
    expect(stage.children).toHaveLength(5);
    expect(stage.topics.at(-1)).toEqual({ topic: 'host', revision: 6, host: 'stopped' });
    expect(await stage.host.call('window-1', 'terminal.read', {})).toEqual(restarting);
  });

  it('[SH4] goes on when the deaths are further apart', () => {
    for (let death = 1; death <= 20; death += 1) {
      stage.timers.pass(15_001);
      stage.latest().exit();
    }
    expect(stage.children).toHaveLength(21);
    expect(stage.topics.some((event) => event.host === 'stopped')).toBe(false);
  });

  it('carries topics and wakes', () => {
    stage.host.wake();
    stage.host.networkIsBack();
    stage.latest().say({ type: 'started' });
    stage.host.wake();
    stage.host.networkIsBack();
    stage.latest().say({ type: 'topic', event: { topic: 'sale', revision: 3 } });
    expect(stage.latest().heard.filter((message) => message.type === 'wake')).toHaveLength(1);
    expect(stage.latest().heard.filter((message) => message.type === 'network-is-back')).toHaveLength(1);
    expect(stage.topics).toEqual([{ topic: 'sale', revision: 3 }]);
  });

  it('opens the keychain for the core, and says when it cannot', async () => {
    const replies = (): unknown[] => stage.latest().heard.filter((message) => message.type === 'keychain-reply');
    stage.latest().say({ type: 'keychain', id: 1, operation: 'read', name: 'device', value: null });
    stage.latest().say({ type: 'keychain', id: 2, operation: 'write', name: 'store', value: 'new' });
    await vi.waitFor(() => expect(replies()).toHaveLength(2));
    stage.keychain.read.mockRejectedValueOnce(new Error('keychain locked'));
    stage.latest().say({ type: 'keychain', id: 3, operation: 'read', name: 'device', value: null });
    await vi.waitFor(() => expect(replies()).toHaveLength(3));
    expect(replies()).toEqual([
      { type: 'keychain-reply', id: 1, value: 'secret', isSealed: false },
      { type: 'keychain-reply', id: 2, value: null, isSealed: true },
      { type: 'keychain-reply', id: 3, value: null, isSealed: false, isFailed: true },
    ]);
    expect(stage.keychain.write).toHaveBeenCalledWith('store', 'new');
  });

  it('[SH5] takes no calls while it closes, and ends the process once the core has closed', async () => {
    stage.latest().say({ type: 'started' });
    const open = stage.host.call('window-1', 'sale.list', {});
    const closed = stage.host.close(5000);
    expect(await open).toEqual(restarting);
    expect(await stage.host.call('window-1', 'terminal.read', {})).toEqual(restarting);
    expect(stage.latest().isKilled).toBe(false);
    stage.latest().say({ type: 'closed' });
    await closed;
    expect(stage.latest().heard.at(-1)).toEqual({ type: 'close' });
    expect(stage.latest().isKilled).toBe(true);
    stage.latest().exit(0);
    expect(stage.children).toHaveLength(1);
  });

  it('[SH5] does not wait longer than allowed for a core that does not close', async () => {
    stage.latest().say({ type: 'started' });
    const closed = stage.host.close(5000);
    stage.timers.pass(5000);
    await closed;
    expect(stage.latest().isKilled).toBe(true);
  });

  it('[SH5] does not wait for a core that dies while it closes', async () => {
    stage.latest().say({ type: 'started' });
    const closed = stage.host.close(5000);
    stage.latest().exit();
    await closed;
    expect(stage.children).toHaveLength(1);
  });

  const order = { source: 'data/pos.db', target: 'data/backups/a.db', sqliteBinding: null };
  const copy = ok({ version: 5, terminalId: null, head: { seq: 0, hash: '0'.repeat(64) }, bytes: 1 });

  it('[SH16] copies the till\'s file in a process of its own, which ends with its answer', () => {
    const core = stage.latest();
    core.say({ type: 'started' });
    core.say({ type: 'backup', id: 7, order });
    const copier = stage.latest();
    expect(copier).not.toBe(core);
    expect(copier.heard).toEqual([{ type: 'write-backup', order }]);
    copier.say({ type: 'backup-written', result: copy });
    expect([core.heard.at(-1), copier.isKilled]).toEqual([{ type: 'backup-reply', id: 7, result: copy }, true]);
    copier.exit(0);
    expect(core.heard.filter((message) => message.type === 'backup-reply')).toHaveLength(1);
  });

  it('[SH16] a copying process that dies is a failed backup, and the till lives on', () => {
    const core = stage.latest();
    core.say({ type: 'started' });
    core.say({ type: 'backup', id: 8, order });
    stage.latest().exit(139);
    expect(core.heard.at(-1)).toMatchObject({ type: 'backup-reply', id: 8, result: { ok: false, problem: { reason: 'failed' } } });
    expect(stage.children).toHaveLength(2);
  });

  it('[SH16] closing does not wait for a copy under way', async () => {
    const core = stage.latest();
    core.say({ type: 'started' });
    core.say({ type: 'backup', id: 9, order });
    const copier = stage.latest();
    const closed = stage.host.close(10_000);
    expect(copier.isKilled).toBe(true);
    core.say({ type: 'closed' });
    await closed;
  });
});
