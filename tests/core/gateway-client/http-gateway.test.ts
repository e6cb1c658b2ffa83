// What the client makes of every kind of answer, and what it sends.
import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectHttpGateway } from '#core/gateway-client/http-gateway.ts';
import type { Gateway } from '#core/ports.ts';
import { GENESIS_HASH, type JournalEntry } from '#shared/domain/journal-chain.ts';
import { uuidIds } from '../../../electron/hosts/system-clock.ts';
import { createTestClock } from '#tests/support/test-clock.ts';

let server: Server;
let gateway: Gateway;
let answer: (response: ServerResponse) => void;
let heard: { method: string | undefined; url: string | undefined; headers: IncomingHttpHeaders; body: Buffer };
const privateKey = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const identity = { terminalId: 'T-0001', privateKey };
const clock = createTestClock('2026-11-24T02:00:00.000Z');

beforeAll(async () => {
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
      heard = { method: request.method, url: request.url, headers: request.headers, body: Buffer.concat(parts) };
      answer(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // An IP socket's address is never a path.
  gateway = connectHttpGateway(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { clock, ids: uuidIds });
});
afterAll(() => new Promise<void>((resolve) => {
  server.close(() => resolve());
  server.closeAllConnections();
}));

const reply = (status: number, headers: Record<string, string>, body: string) => (response: ServerResponse): void => void response.writeHead(status, headers).end(body);
const json = { 'content-type': 'application/json; charset=utf-8' };
const problem = { 'content-type': 'application/problem+json' };
const accepted = JSON.stringify({ acceptedThrough: 1, head: 'a'.repeat(64) });
const entry = (text: string): JournalEntry => ({
  // Brands of a synthetic entry.
  terminalId: 'T-0001' as JournalEntry['terminalId'], seq: 1, type: 'terminal.started', at: clock.now(), businessDate: '2026-11-24' as JournalEntry['businessDate'],
  payload: { appVersion: text }, prevHash: GENESIS_HASH, hash: 'b'.repeat(64),
});
const post = (text = 'x'): ReturnType<Gateway['postJournal']> => gateway.postJournal(identity, [entry(text)]);

describe('gateway-client/http-gateway', () => {
  it.each([
    ['a page', reply(200, { 'content-type': 'text/html' }, '<html></html>'), 'not-json'],
    ['a page that calls itself JSON', reply(200, json, '<html></html>'), 'not-understood'],
    ['JSON of another shape', reply(200, json, '{"ok":true}'), 'not-understood'],
    ['an answer without a kind', reply(200, {}, accepted), 'not-json'],
    ['an empty answer', reply(204, json, ''), 'not-understood'],
    ['somebody else\'s error page', reply(503, { 'content-type': 'text/html', 'retry-after': '9' }, 'busy'), 'http-503'],
    ['somebody else\'s refusal', reply(403, json, '{"error":"blocked by policy"}'), 'http-403'],
    ['a refusal that is no JSON', reply(409, problem, 'journal-fork'), 'http-409'],
    ['a way to somewhere else', reply(302, { location: 'http://127.0.0.1:9/login' }, ''), 'TypeError'],
    ['a connection that breaks', (response: ServerResponse): void => void response.destroy(), 'TypeError'],
  ])('[Y3] %s is the same as silence', async (_name, act, detail) => {
    answer = act;
    expect(await post()).toEqual({ ok: false, failure: { kind: 'unreachable', detail } });
  });

  it.each([
    ['Tue, 24 Nov 2026 02:01:30 GMT', '90'], ['Tue, 24 Nov 2026 01:00:00 GMT', '0'], ['12', '12'],
    ['Tue, 24 Nov 2026 03:00:01 GMT', null], ['7200', null], ['soon', null],
  ])('[Y19] a gateway that asks to wait until %s is given %s seconds by a till whose clock stands anywhere', async (retryAfter, seconds) => {
    const { port } = server.address() as AddressInfo;
    for (const wall of ['2026-11-26T02:00:00.000Z', '2026-11-22T02:00:00.000Z', '1970-01-01T00:00:00.000Z', '2099-01-01T00:00:00.000Z']) {
      const astray = connectHttpGateway(`http://127.0.0.1:${port}`, { clock: createTestClock(wall), ids: uuidIds });
      answer = reply(503, { ...problem, date: 'Tue, 24 Nov 2026 02:00:00 GMT', 'retry-after': retryAfter }, JSON.stringify({ type: 'urn:heyon-pos:problem:overloaded' }));
      expect(await astray.postJournal(identity, [entry('x')])).toMatchObject({ failure: { kind: 'refused', status: 503, retryAfter: seconds } });
    }
  });

  it('[Y3] reads refusals by their type, keeps what they ask for, and takes new ones for unknown', async () => {
    answer = reply(422, problem, JSON.stringify({ type: 'urn:heyon-pos:problem:journal-gap', expected: 7, title: 'x', status: 999, extra: {} }));
    expect(await post()).toEqual({ ok: false, failure: { kind: 'refused', code: 'journal-gap', status: 422, retryAfter: null, expected: 7, serverTime: expect.any(String) } });
    answer = reply(429, { ...problem, 'retry-after': '12' }, JSON.stringify({ type: 'urn:heyon-pos:problem:overloaded' }));
    expect(await post()).toEqual({ ok: false, failure: { kind: 'refused', code: 'overloaded', status: 429, retryAfter: '12', expected: null, serverTime: expect.any(String) } });
    for (const type of ['about:blank', 'urn:heyon-pos:problem:brand-new', 'https://elsewhere.example/journal-fork']) {
      answer = reply(409, problem, JSON.stringify({ type }));
      expect(await post()).toMatchObject({ ok: false, failure: { kind: 'refused', code: 'unknown', status: 409 } });
    }
    answer = reply(409, problem, '{}');
    expect(await post()).toMatchObject({ failure: { code: 'unknown' } });
  });

  it('[Y1] signs what travels, compresses what is long, and never sends a nonce twice', async () => {
    answer = reply(200, json, accepted);
    expect(await post()).toEqual({ ok: true, value: { acceptedThrough: 1, head: 'a'.repeat(64) } });
    expect([heard.method, heard.url, heard.headers['content-encoding']]).toEqual(['POST', '/v1/terminals/T-0001/journal', undefined]);
    const first = heard.headers['signature-input'];
    expect(first).toMatch(/^sig=\("@method" "@path" "content-digest"\);created=1795485600;nonce="[\w-]{36}";keyid="T-0001";alg="ed25519"$/);
    await post('x'.repeat(5000));
    expect(heard.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(heard.body).toString()).toContain('x'.repeat(5000));
    expect(heard.headers['signature-input']).not.toBe(first);
  });

  it('[Y13] skips kinds it does not know and sets apart what it cannot read', async () => {
    answer = reply(200, json, JSON.stringify({
      changes: [{ kind: 'weather', id: 'x', version: 1, data: {} }, { kind: 'staff', id: 'c09', version: 2, data: null }, { kind: 'plan', id: 'p', version: 1, data: { no: 'plan' } }, { kind: 'plan' }],
      cursor: 'next', more: false, serverTime: clock.now(),
    }));
    expect(await gateway.readChanges(identity, 'a cursor/with ?signs&')).toEqual({ ok: true, value: {
      changes: [{ kind: 'staff', id: 'c09', version: 2, data: null }], unreadable: [{ kind: 'plan', id: 'p' }, { kind: 'plan', id: '' }], cursor: 'next', more: false, serverTime: clock.now(),
    } });
    expect(heard.url).toBe('/v1/changes?cursor=a%20cursor%2Fwith%20%3Fsigns%26');
    expect(heard.headers['signature-input']).toContain('"@query"');
    await gateway.readChanges(identity, null);
    expect(heard.url).toBe('/v1/changes');
  });
});
