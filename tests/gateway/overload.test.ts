// What happens when more comes than can be taken.
import { connect } from 'node:net';
import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { createGateway } from '#gateway/create-gateway.ts';
import type { GatewayDb } from '#gateway/store/gateway-db.ts';
import { silentLogger, startGateway, systemClock, systemRandom } from '#tests/support/gateway-process.ts';
import { until } from '#tests/support/open-till.ts';
import { enrolNew, send, type Answer } from '#tests/support/signed-terminal.ts';

describe('gateway/http/serve-call', () => {
  it('[G27] [G49] sends journal batches away when too many are at work, with varied waits, and loses none', async () => {
    const { db, url, close } = await startGateway();
    const held = hold(db);
    const busy = await createGateway({ db: held.db, clock: systemClock, random: systemRandom, logger: silentLogger, maxBulkCalls: 2 });
    held.begin();
    const busyUrl = await busy.app.listen({ port: 0, host: '127.0.0.1' });
    const terminals = await Promise.all(Array.from({ length: 30 }, async () => enrolNew(url, db, () => systemClock.now())));
    for (const terminal of terminals) terminal.record('terminal.started', { appVersion: '1' });

    const away: Answer[] = [];
    const taken: Answer[] = [];
    const posts = terminals.map(async (terminal) => {
      const answer = await terminal.send(`/v1/terminals/${terminal.id}/journal`, { body: { entries: terminal.journal } }, busyUrl);
      (answer.status === 503 ? away : taken).push(answer);
      if (away.length === 28) held.release();
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

  it('[G49] a look-up is answered while as many batches are at the database as may be', async () => {
    const { db, url, close } = await startGateway();
    const held = hold({ ...db, connections: 5 });
    const busy = await createGateway({ db: held.db, clock: systemClock, random: systemRandom, logger: silentLogger, maxBulkCalls: 20 });
    held.begin();
    const busyUrl = await busy.app.listen({ port: 0, host: '127.0.0.1' });
    const terminals = await Promise.all(Array.from({ length: 12 }, async () => enrolNew(url, db, () => systemClock.now())));
    const posts = terminals.map(async (terminal) => {
      terminal.record('terminal.started', { appVersion: '1' });
      return terminal.send(`/v1/terminals/${terminal.id}/journal`, { body: { entries: terminal.journal } }, busyUrl);
    });
    await until(() => held.count() === 3);
    expect((await terminals[0]!.send('/v1/subscribers/search', { body: { ref: 'sub-000001' } }, busyUrl)).status).toBe(200);
    // Three of five connections are bulk's, whoever waits.
    expect(held.count()).toBe(3);
    held.release();
    expect((await Promise.all(posts)).map((answer) => answer.status)).toEqual(terminals.map(() => 200));
    await busy.close();
    await close();
  });

  it('[G54] who sends a body drop by drop is cut off, and the place is free again', async () => {
    const { db, url, close } = await startGateway();
    const patient = await createGateway({ db, clock: systemClock, random: systemRandom, logger: silentLogger, maxBulkCalls: 1, patience: { requestMs: 1500, lookEveryMs: 100 } });
    const patientUrl = await patient.app.listen({ port: 0, host: '127.0.0.1' });
    const terminal = await enrolNew(url, db, () => systemClock.now());
    terminal.record('terminal.started', { appVersion: '1' });
    const drip = dripTo(patientUrl, `/v1/terminals/${terminal.id}/journal`);
    const post = async (): Promise<number> => (await terminal.send(`/v1/terminals/${terminal.id}/journal`, { body: { entries: terminal.journal } }, patientUrl)).status;
    await until(async () => await post() === 503);
    expect(await drip.ended).toMatch(/^HTTP\/1\.1 (?:400|408) /);
    expect(await post()).toBe(200);
    await patient.close();
    await close();
  });
});

/** A database whose transactions stay at work from `begin` to `release`, and how many there were since. */
function hold(db: GatewayDb): { readonly db: GatewayDb; readonly begin: () => void; readonly release: () => void; readonly count: () => number } {
  let count = 0;
  let release = (): void => undefined;
  let held = Promise.resolve();
  return {
    db: { ...db, transaction: async (work) => { count += 1; await held; return db.transaction(work); } },
    begin: () => {
      count = 0;
      held = new Promise((resolve) => { release = resolve; });
    },
    release: () => release(),
    count: () => count,
  };
}

/** Begins a request whose body never becomes whole, and answers what was said in the end. */
function dripTo(url: string, path: string): { readonly ended: Promise<string> } {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(`POST ${path} HTTP/1.1\r\nhost: ${hostname}\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n`);
  const drops = setInterval(() => socket.write(' '), 50);
  const parts: Buffer[] = [];
  const ended = new Promise<string>((resolve) => {
    socket.on('data', (part) => parts.push(part)).on('error', () => undefined).on('close', () => {
      clearInterval(drops);
      resolve(Buffer.concat(parts).toString('utf8'));
    });
  });
  return { ended };
}
