// What happens when more comes than can be taken.
import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { createGateway } from '#gateway/create-gateway.ts';
import { silentLogger, startGateway, systemClock, systemRandom } from '#tests/support/gateway-process.ts';
import { enrolNew, send, type Answer } from '#tests/support/signed-terminal.ts';

describe('gateway/http/serve-call', () => {
  it('[G27] [G49] sends journal batches away when too many are at work, with varied waits, and loses none', async () => {
    const { db, url, close } = await startGateway();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => { release = resolve; });
    // Batches stay at work as long as the test wants.
    const slowDb = { ...db, transaction: async <T>(work: Parameters<typeof db.transaction<T>>[0]) => { await held; return db.transaction(work); } };
    const busy = await createGateway({ db: slowDb, clock: systemClock, random: systemRandom, logger: silentLogger, maxJournalPosts: 2 });
    const busyUrl = await busy.app.listen({ port: 0, host: '127.0.0.1' });
    const terminals = await Promise.all(Array.from({ length: 30 }, async () => enrolNew(url, db, () => systemClock.now())));
    for (const terminal of terminals) terminal.record('terminal.started', { appVersion: '1' });

    const away: Answer[] = [];
    const taken: Answer[] = [];
    const posts = terminals.map(async (terminal) => {
      const answer = await terminal.send(`/v1/terminals/${terminal.id}/journal`, { body: { entries: terminal.journal } }, busyUrl);
      (answer.status === 503 ? away : taken).push(answer);
      if (away.length === 28) release();
    });
    await Promise.all(posts);
    const paid = await terminals[0]!.send(`/v1/payments/${v7()}`, { method: 'PUT', body: {
      saleId: v7(), subscriberRef: 'sub-000001', method: 'alipay', way: 'payer-code', amount: 6000, authCode: '280000000000000001',
    } }, busyUrl);
    expect([paid.status, paid.body['failure']]).toEqual([200, 'method-unavailable']);

    const waits = away.map((answer) => Number(answer.headers.get('retry-after')));
    expect([away.length, taken.map((answer) => answer.status)]).toEqual([28, [200, 200]]);
    expect(waits.every((seconds) => seconds >= 2 && seconds <= 9)).toBe(true);
    expect(new Set(waits).size).toBeGreaterThan(1);
    expect((await send(`${busyUrl}/healthz`, 'GET', undefined)).status).toBe(200);
    for (const terminal of terminals) expect((await terminal.post()).body['acceptedThrough']).toBe(1);
    await busy.close();
    await close();
  });
});
