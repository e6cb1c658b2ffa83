// A till that cannot be opened: what its window can still do, and the way back.
import { existsSync, mkdirSync, renameSync, rmdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCore } from '#core/create-core.ts';
import type { Core } from '#core/ports.ts';
import { tillTopics, type TopicEvent } from '#shared/contract/till-topics.ts';
import { drain, expectAllIsWell, openShift, sell } from '#tests/support/builders.ts';
import { openGateway, openTill, tillOptions, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';
import { createTestPorts } from '#tests/support/test-ports.ts';

const stoppedBy = (reason: string) => ({ ok: false, problem: { code: 'till-stopped', reason } });
/** Longer than a window takes to ask everything at its start. */
const PRESS_MS = 2000;

let gateway: TestGateway;
let till: OpenTill;
let others: Core[];
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());
beforeEach(async () => {
  others = [];
  till = await openTill({ gateway });
  await till.signIn();
  await openShift(till);
});
afterEach(async () => {
  for (const core of others) await core.close();
  await till.close();
});

/** Another program on the folder of the till. */
async function another(): Promise<{ readonly core: Core; readonly events: readonly TopicEvent[] }> {
  const { ports } = createTestPorts(till.dir, gateway.clock);
  const core = await createCore(ports, tillOptions(till.dir, { gateway }, null));
  others.push(core);
  const events: TopicEvent[] = [];
  core.onTopic((event) => events.push(event));
  return { core, events };
}

describe('stopped-core', () => {
  it('[D18] [D19] a second program on the folder is told so, and takes over at a press once the first has ended (F16)', async () => {
    const sale = await sell(till, { subscriber: 1 });
    const { core } = await another();
    for (const channel of ['terminal.read', 'sync.read', 'staff.list']) expect(await core.dispatch('window', channel, {})).toEqual(stoppedBy('data-in-use'));
    const next = await sell(till, { subscriber: 2 });
    await drain(till, gateway);
    await expectAllIsWell(till, gateway, [sale, next]);
    await till.close();
    expect(await core.dispatch('window', 'terminal.read', {})).toEqual(stoppedBy('data-in-use'));
    gateway.clock.advance(PRESS_MS);
    expect(await core.dispatch('window', 'terminal.read', {})).toMatchObject({ ok: true, value: { phase: 'ready' } });
    expect(await core.dispatch('window', 'sync.read', {})).toMatchObject({ ok: true });
  });

  it('[D19] opens when the disk lets it, in the language that was chosen meanwhile, and says that all is to be read anew', async () => {
    await till.close();
    const [file, away] = [path.join(till.dir, 'pos.db'), path.join(till.dir, 'away.db')];
    renameSync(file, away);
    mkdirSync(file);
    const { core, events } = await another();
    expect(await core.dispatch('window', 'terminal.read', {})).toEqual(stoppedBy('database-unreadable'));
    expect(await core.dispatch('window', 'settings.read', {})).toEqual({ ok: true, value: { locale: 'zh-CN', printer: '', paperMm: 80 } });
    expect(await core.dispatch('window', 'settings.choose-locale', { locale: 'fr' })).toEqual({ ok: false, problem: { code: 'request-invalid', path: 'locale' } });
    expect(events).toEqual([]);
    expect(await core.dispatch('window', 'settings.choose-locale', { locale: 'en' })).toMatchObject({ ok: true, value: { locale: 'en' } });
    expect(events).toEqual([{ topic: 'settings', revision: 1 }]);
    gateway.clock.advance(PRESS_MS);
    expect(await core.dispatch('window', 'terminal.read', {})).toEqual(stoppedBy('database-unreadable'));
    rmdirSync(file);
    renameSync(away, file);
    gateway.clock.advance(PRESS_MS);
    // Two windows' worth of questions at once open one till.
    const read = await Promise.all([core.dispatch('window', 'terminal.read', {}), core.dispatch('window', 'terminal.read', {})]);
    expect(read).toMatchObject([{ ok: true, value: { phase: 'ready', terminalId: till.terminalId() } }, { ok: true }]);
    expect(await core.dispatch('window', 'settings.read', {})).toMatchObject({ ok: true, value: { locale: 'en' } });
    expect(new Set(events.map(({ topic }) => topic))).toEqual(new Set(tillTopics));
    expect(events.map(({ revision }) => revision)).toEqual(events.map((_event, index) => index + 1));
    expect(await core.dispatch('window', 'shift.current', {})).toMatchObject({ ok: false, problem: { code: 'sign-in-needed' } });
  });

  it('[D19] says the reason of this time, when it is another one than before', async () => {
    await till.close();
    const [file, away] = [path.join(till.dir, 'pos.db'), path.join(till.dir, 'away.db')];
    renameSync(file, away);
    mkdirSync(file);
    const { core } = await another();
    rmdirSync(file);
    renameSync(away, file);
    till.tamper('PRAGMA user_version = 999');
    gateway.clock.advance(PRESS_MS);
    expect(await core.dispatch('window', 'terminal.read', {})).toEqual(stoppedBy('database-newer'));
  });

  it('[D20] begins no new books beside the keys of a terminal, and goes on with the old ones once they are back', async () => {
    const sale = await sell(till, { subscriber: 3 });
    await till.close();
    const [file, away] = [path.join(till.dir, 'pos.db'), path.join(till.dir, 'away.db')];
    renameSync(file, away);
    const { core } = await another();
    expect(await core.dispatch('window', 'terminal.read', {})).toEqual(stoppedBy('books-missing'));
    expect(existsSync(file)).toBe(false);
    renameSync(away, file);
    gateway.clock.advance(PRESS_MS);
    expect(await core.dispatch('window', 'terminal.read', {})).toMatchObject({ ok: true, value: { phase: 'ready' } });
    expect(till.rows('SELECT sale_id FROM sale')).toEqual([{ sale_id: sale.saleId }]);
  });
});
