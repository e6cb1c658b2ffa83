// RFC 9421 as the gateway reads it.
import { describe, expect, it } from 'vitest';
import { send, newKey, type SendOptions } from '#tests/support/signed-terminal.ts';
import { problem, type GatewayUnderTest } from './gateway-under-test.ts';

export function signatureTests(test: GatewayUnderTest): void {
  const statusAndType = async (path: string, options: SendOptions) => {
    const terminal = await test.enrol();
    const answer = await terminal.send(path.replace('{id}', terminal.id), options);
    return [answer.status, answer.body['type']];
  };
  const refused = [401, problem('signature-invalid')];
  const nowSeconds = (): number => Math.floor(Date.parse(test.now) / 1000);

  describe('signatures', () => {
    it('[G3] believes a request signed over method, path, query and body', async () => {
      const terminal = await test.enrol();
      terminal.record('terminal.started', { appVersion: '1' });
      expect((await terminal.send('/v1/changes?limit=1')).status).toBe(200);
      expect((await terminal.post()).status).toBe(200);
      expect((await terminal.post(terminal.journal, { isGzip: true })).status).toBe(200);
    });

    it('[G3] refuses a request without a signature', async () => {
      const answer = await send(`${test.url()}/v1/changes`, 'GET', undefined);
      expect([answer.status, answer.body['type']]).toEqual(refused);
    });

    it('[G3] refuses the signature of another key', async () => {
      expect(await statusAndType('/v1/changes', { privateKey: newKey().privateKey })).toEqual(refused);
    });

    it('[G3] refuses a body that was exchanged, with or without a fitting digest', async () => {
      const body = { msisdn: '16500000001' };
      const other = Buffer.from('{"msisdn":"16500000002"}');
      expect(await statusAndType('/v1/subscribers/search', { body, spoil: ({ headers }) => ({ headers, body: other }) })).toEqual(refused);
      expect(await statusAndType('/v1/subscribers/search', {
        body,
        spoil: ({ headers }) => ({ headers: { ...headers, 'content-digest': 'sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:' }, body: other }),
      })).toEqual(refused);
    });

    it('[G3] refuses a signature made for another address, query or method', async () => {
      const terminal = await test.enrol();
      const { headers } = await capture(terminal, '/v1/changes?limit=1');
      const elsewhere = await send(`${test.url()}/v1/changes?limit=2`, 'GET', undefined, headers);
      const otherPath = await send(`${test.url()}/v1/terminals/${terminal.id}/journal?limit=1`, 'GET', undefined, headers);
      expect([elsewhere.status, otherPath.status]).toEqual([401, 401]);
    });

    it('[G3] refuses a signature that leaves the query or the body out', async () => {
      const terminal = await test.enrol();
      const withoutQuery = await capture(terminal, '/v1/changes');
      const query = await send(`${test.url()}/v1/changes?limit=1`, 'GET', undefined, withoutQuery.headers);
      const withoutBody = await capture(terminal, '/v1/subscribers/search', 'POST');
      const body = await send(`${test.url()}/v1/subscribers/search`, 'POST', { msisdn: '16500000001' }, withoutBody.headers);
      expect([query.status, query.body['type'], body.status, body.body['type']]).toEqual([...refused, ...refused]);
    });

    it('[G3] refuses parameters on components and a second signature', async () => {
      const change = (from: string, to: string): NonNullable<SendOptions['spoil']> => ({ headers, body }) => ({
        headers: { ...headers, 'signature-input': (headers['signature-input'] ?? '').replace(from, to) }, body,
      });
      expect(await statusAndType('/v1/changes', { spoil: change('"@path"', '"@path";req') })).toEqual(refused);
      expect(await statusAndType('/v1/changes', {
        spoil: ({ headers, body }) => ({ headers: { ...headers, 'signature-input': `${headers['signature-input']}, b=("@method");created=1` }, body }),
      })).toEqual(refused);
    });

    it.each([['300 s behind', -300, 200], ['301 s behind', -301, 401], ['300 s ahead', 300, 200], ['301 s ahead', 301, 401]])(
      '[G3] allows five minutes between the clocks: %s', async (_name, seconds, status) => {
        expect((await statusAndType('/v1/changes', { createdSeconds: nowSeconds() + seconds }))[0]).toBe(status);
      },
    );

    it('[G4] believes a nonce once, also at the very edge of the window', async () => {
      const terminal = await test.enrol();
      const before = test.now;
      const options = { nonce: 'nonce-nonce-nonce-1', createdSeconds: nowSeconds() + 300 };
      const first = await terminal.send('/v1/changes?limit=1', options);
      test.now = new Date(Date.parse(before) + 600_000).toISOString();
      const replayed = await terminal.send('/v1/changes?limit=1', options);
      test.now = before;
      expect([first.status, replayed.status, replayed.body['type']]).toEqual([200, 401, problem('replayed')]);
    });

    it('[G4] remembers no nonce of a request it did not believe', async () => {
      const terminal = await test.enrol();
      const nonce = 'nonce-nonce-nonce-2';
      const forged = await terminal.send('/v1/changes', { nonce, privateKey: newKey().privateKey });
      const real = await terminal.send('/v1/changes', { nonce });
      expect([forged.status, real.status]).toEqual([401, 200]);
    });

    it('[G5] tells unknown and revoked terminals apart', async () => {
      expect(await statusAndType('/v1/changes', { keyId: 'T-9999' })).toEqual([401, problem('terminal-unknown')]);
      const terminal = await test.enrol();
      await test.db().query(`UPDATE terminals SET status = 'revoked' WHERE terminal_id = $1`, [terminal.id]);
      const answer = await terminal.send('/v1/changes');
      expect([answer.status, answer.body['type']]).toEqual([403, problem('terminal-revoked')]);
    });

    it("[G5] keeps a terminal out of another's journal", async () => {
      const [mine, other] = [await test.enrol(), await test.enrol()];
      mine.record('terminal.started', { appVersion: '1' });
      const posted = await mine.send(`/v1/terminals/${other.id}/journal`, { body: { entries: mine.journal } });
      const read = await mine.send(`/v1/terminals/${other.id}/journal`);
      expect([posted.status, read.status]).toEqual([401, 401]);
    });
  });
}

/** The signed headers of a request that is stopped before it arrives. */
async function capture(terminal: { send(path: string, options: SendOptions): Promise<unknown> }, path: string, method = 'GET'): Promise<{ headers: Record<string, string> }> {
  const caught: { headers: Record<string, string> } = { headers: {} };
  await terminal.send(path, {
    method,
    spoil: (request) => {
      caught.headers = request.headers;
      throw new Error('not sent');
    },
  }).catch(() => undefined);
  return caught;
}
