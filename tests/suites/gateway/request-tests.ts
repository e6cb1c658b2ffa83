// Limits, look-up, refusals and the published description.
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MAX_BODY_BYTES, digestInput, searchReplySchema } from '#shared/contract/gateway-api.ts';
import { calls } from '#gateway/http/calls.ts';
import { keyedDigest } from '#gateway/subscribers/keyed-digest.ts';
import { readIdentity } from '#gateway/store/gateway-identity.ts';
import { trainingIccid } from '#gateway/training/synthetic-numbers.ts';
import { newKey, send, type Answer } from '#tests/support/signed-terminal.ts';
import { problem, type GatewayUnderTest } from './gateway-under-test.ts';

export function requestTests(test: GatewayUnderTest): void {
  const seen = (answer: Answer) => [answer.status, answer.type, answer.body['type']];
  const invalid = [400, 'application/problem+json', problem('request-invalid')];
  const tooLarge = [413, 'application/problem+json', problem('payload-too-large')];

  describe('look-up', () => {
    it('[G28] finds one subscriber by reference, numbers and digests', async () => {
      const terminal = await test.enrol();
      const { directoryKey } = await readIdentity(test.db());
      const iccid = trainingIccid(1);
      const keys = [
        { ref: 'sub-000001' }, { msisdn: '+86 165-0000-0001' }, { iccid },
        { msisdnDigest: keyedDigest(directoryKey, digestInput.msisdn('16500000001')) },
        { iccidDigest: keyedDigest(directoryKey, digestInput.iccid(iccid)) },
        { documentDigest: keyedDigest(directoryKey, digestInput.document('RESIDENT_ID', '999999199003070012')) },
      ];
      for (const body of keys) {
        const answer = await terminal.send('/v1/subscribers/search', { body });
        const { subscriber, serverTime } = searchReplySchema.parse(answer.body);
        expect([subscriber.ref, subscriber.msisdnMasked, subscriber.asOf, serverTime]).toEqual(['sub-000001', '165****0001', test.now, test.now]);
      }
    });

    it('[G28] finds the living card of a number that was given out again', async () => {
      const terminal = await test.enrol();
      await test.db().query(`UPDATE subscribers SET msisdn_digest = (SELECT msisdn_digest FROM subscribers WHERE ref = 'sub-000010') WHERE ref = 'sub-000220'`);
      const answer = await terminal.send('/v1/subscribers/search', { body: { msisdn: '16500000010' } });
      expect(searchReplySchema.parse(answer.body).subscriber.ref).toBe('sub-000220');
    });

    it('[G28] says when nobody has a number, or when it is none', async () => {
      const terminal = await test.enrol();
      const unknown = await terminal.send('/v1/subscribers/search', { body: { msisdn: '16599999999' } });
      const none = await terminal.send('/v1/subscribers/search', { body: { msisdn: '05500000001' } });
      const two = await terminal.send('/v1/subscribers/search', { body: { msisdn: '16500000001', ref: 'sub-000001' } });
      expect([seen(unknown), seen(none), seen(two)]).toEqual([[404, 'application/problem+json', problem('subscriber-unknown')], invalid, invalid]);
    });
  });

  describe('requests', () => {
    it('[G23] takes 1000 entries, plain or packed, and refuses 1001', async () => {
      const terminal = await test.enrol();
      for (let index = 0; index < 1001; index += 1) terminal.record('terminal.started', { appVersion: String(index) });
      expect(seen(await terminal.post())).toEqual(tooLarge);
      const first = await terminal.post(terminal.journal.slice(0, 1000), { isGzip: true });
      expect(first.body).toEqual({ acceptedThrough: 1000, head: terminal.journal[999]!.hash });
      expect((await terminal.post(terminal.journal.slice(500))).body['acceptedThrough']).toBe(1001);
    });

    it('[G23] refuses more than 8 MB as sent and as unpacked', async () => {
      const terminal = await test.enrol();
      const big = Buffer.alloc(MAX_BODY_BYTES + 1, 0x20);
      const path = `/v1/terminals/${terminal.id}/journal`;
      expect(seen(await terminal.send(path, { body: big }))).toEqual(tooLarge);
      expect(seen(await terminal.send(path, { body: Buffer.alloc(200 * 1024 * 1024), isGzip: true }))).toEqual(tooLarge);
      expect(seen(await send(`${test.url()}/v1/terminals`, 'POST', gzipSync(big), { 'content-encoding': 'gzip' }))).toEqual(tooLarge);
    });

    it.each<[string, Buffer, Record<string, string>]>([
      ['nothing', Buffer.alloc(0), {}],
      ['half of a JSON text', Buffer.from('{"storeCode":'), {}],
      ['another content type', Buffer.from('{}'), { 'content-type': 'text/plain' }],
      ['a form', Buffer.from('a=b'), { 'content-type': 'application/x-www-form-urlencoded' }],
      ['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0x22]), {}],
      ['an unknown encoding', Buffer.from('{}'), { 'content-encoding': 'br' }],
      ['gzip that is none', Buffer.from('{}'), { 'content-encoding': 'gzip' }],
      ['another shape', Buffer.from('[1,2]'), {}],
      ['a member too many', Buffer.from(JSON.stringify({ storeCode: 'SZ-001', activationCode: 'SECRET-CODE', publicKey: newKey().publicKey, extra: 1 })), {}],
      ['a huge text', Buffer.from(JSON.stringify({ storeCode: 'SZ-001', activationCode: 'x'.repeat(100_000), publicKey: newKey().publicKey })), {}],
    ])('[G24] refuses %s without saying back what was sent', async (_name, body, headers) => {
      const answer = await send(`${test.url()}/v1/terminals`, 'POST', body, headers);
      expect(seen(answer)).toEqual(invalid);
      expect(answer.text).not.toMatch(/SECRET|xxx|at \w+ \(|node_modules|\.ts/);
    });

    it('[G24] refuses malformed entries, addresses and methods as problems', async () => {
      const terminal = await test.enrol();
      const entry = terminal.record('terminal.started', { appVersion: '1' });
      const path = `/v1/terminals/${terminal.id}/journal`;
      for (const spoiled of [{ ...entry, seq: 0 }, { ...entry, at: 'yesterday' }, { ...entry, extra: 1 }, { ...entry, payload: null }]) {
        expect(seen(await terminal.send(path, { body: { entries: [spoiled] } }))).toEqual(invalid);
      }
      expect(seen(await terminal.send(path, { body: { entries: [] } }))).toEqual(invalid);
      const notFound = [404, 'application/problem+json', problem('not-found')];
      expect(seen(await send(`${test.url()}/v2/terminals`, 'POST', {}))).toEqual(notFound);
      expect(seen(await send(`${test.url()}/v1/terminals`, 'PATCH', {}))).toEqual(notFound);
      expect(seen(await send(`${test.url()}/v1/terminals/%zz/journal`, 'GET', undefined))).toEqual(invalid);
      expect(await rawRequest(test.url(), 'NONSENSE\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 [\s\S]*application\/problem\+json[\s\S]*request-invalid/);
    });

    it('[G24] shows nothing of a failure inside but a reference', async () => {
      const terminal = await test.enrol();
      await test.db().query('ALTER TABLE subscribers RENAME TO away');
      const answer = await terminal.send('/v1/subscribers/search', { body: { msisdn: '16500000001' } });
      await test.db().query('ALTER TABLE away RENAME TO subscribers');
      expect([answer.status, answer.body]).toEqual([500, {
        type: problem('internal'), title: expect.any(String), status: 500, detail: expect.stringMatching(/^Reference [0-9a-f]{12}\.$/),
      }]);
    });

    it('[G25] says of every later call that it is not served yet', async () => {
      const later: [string, string][] = [
        ['POST', '/v1/verifications'], ['POST', '/v1/verifications/v1/check'], ['POST', '/v1/agreements'], ['DELETE', '/v1/agreements/a1'],
        ['POST', '/v1/password-resets'], ['GET', '/v1/stores?city=SZ'],
      ];
      for (const [method, path] of later) {
        const answer = await send(test.url() + path, method, method === 'GET' || method === 'DELETE' ? undefined : { any: 1 });
        expect(seen(answer)).toEqual([501, 'application/problem+json', problem('not-yet-available')]);
      }
    });

    it('tells that it lives and that its database answers', async () => {
      const answers = [await send(`${test.url()}/healthz`, 'GET', undefined), await send(`${test.url()}/readyz`, 'GET', undefined)];
      expect(answers.map(({ status, body }) => [status, body])).toEqual([[200, { status: 'ok' }], [200, { status: 'ok' }]]);
    });

    it('[G26] publishes a description of exactly the calls it serves', async () => {
      const { status, body } = await send(`${test.url()}/openapi.json`, 'GET', undefined);
      const described = Object.entries(body['paths'] as Record<string, Record<string, unknown>>) // checked below
        .flatMap(([path, operations]) => Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`));
      expect([status, body['openapi']]).toEqual([200, '3.1.0']);
      expect(described.toSorted()).toEqual([...calls.map((call) => `${call.method} ${call.path}`)].toSorted());
    });

    it('[G26] publishes a description whose every operation is whole', async () => {
      const { text, body } = await send(`${test.url()}/openapi.json`, 'GET', undefined);
      const refs = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map((found) => found[1] ?? '');
      const { components, info, paths } = openApiShape.parse(body);
      expect(info.version).toBe('1.0.0');
      expect(refs.filter((name) => components.schemas?.[name] === undefined)).toEqual([]);
      for (const call of calls) {
        const operation = openApiOperation.parse(paths[call.path]?.[call.method.toLowerCase()]);
        const named = operation.parameters?.filter((one) => one.in === 'path').map((one) => one.name) ?? [];
        expect(named).toEqual([...call.path.matchAll(/\{(\w+)\}/g)].map((found) => found[1]));
        expect((operation.security ?? []).length > 0).toBe(call.isSigned);
        expect(Object.keys(operation.responses)).toContain(String(call.status));
        for (const [status, { content }] of Object.entries(operation.responses)) {
          expect(Object.keys(content)).toEqual([Number(status) < 400 ? 'application/json' : 'application/problem+json']);
        }
      }
    });
  });
}

const openApiShape = z.object({
  openapi: z.literal('3.1.0'),
  info: z.object({ title: z.string(), version: z.string() }),
  paths: z.record(z.string().startsWith('/'), z.record(z.enum(['get', 'post', 'put', 'delete']).or(z.string()), z.unknown())),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()).optional() }),
});
const openApiOperation = z.looseObject({
  summary: z.string().min(1),
  parameters: z.array(z.looseObject({ name: z.string(), in: z.enum(['path', 'query']), schema: z.looseObject({}) })).optional(),
  requestBody: z.looseObject({ content: z.record(z.literal('application/json'), z.looseObject({ schema: z.looseObject({}) })) }).optional(),
  security: z.array(z.record(z.literal('terminalSignature'), z.array(z.string()))).optional(),
  responses: z.record(z.string().regex(/^[1-5]\d\d$/), z.object({
    description: z.string().min(1), content: z.record(z.string(), z.looseObject({ schema: z.looseObject({}) })),
  })),
});

/** Sends bytes that no client would and answers what comes back. */
async function rawRequest(url: string, text: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.end(text));
    const parts: Buffer[] = [];
    socket.on('data', (part) => parts.push(part)).on('end', () => resolve(Buffer.concat(parts).toString())).on('error', reject);
  });
}
