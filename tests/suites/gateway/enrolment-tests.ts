// Activation codes, keys and what a new terminal is told.
import { describe, expect, it } from 'vitest';
import { enrolReplySchema } from '#shared/contract/gateway-api.ts';
import { trainingConfig, trainingStore } from '#gateway/training/store-and-plans.ts';
import { administrate } from '#gateway/administration.ts';
import { readIdentity } from '#gateway/store/gateway-identity.ts';
import { MOST_WRONG_CODES } from '#gateway/terminals/enrol-terminal.ts';
import { systemRandom } from '#tests/support/gateway-process.ts';
import { freshCode, newKey, send } from '#tests/support/signed-terminal.ts';
import { problem, type GatewayUnderTest } from './gateway-under-test.ts';

const DAY_MS = 24 * 3_600_000;

export function enrolmentTests(test: GatewayUnderTest): void {
  const enrol = async (activationCode: string, publicKey: string, storeCode = 'SZ-001') =>
    send(`${test.url()}/v1/terminals`, 'POST', { storeCode, activationCode, publicKey });

  /** A code as the carrier's command line makes it, good for a day. */
  const issued = async (): Promise<string> => {
    const db = test.db();
    const made = await administrate(
      { db, identity: await readIdentity(db), clock: { now: () => test.now }, random: systemRandom },
      { kind: 'new-activation-code', storeId: 'SZ-001', validHours: 24 },
    );
    return made.ok ? (made.value[0] ?? '').split(' ')[0] ?? '' : made.problem;
  };

  describe('enrolment', () => {
    it('[G1] makes a terminal of a code and a key and tells it everything it needs to begin', async () => {
      const answer = await enrol('TRAIN-0001', newKey().publicKey);
      const { terminalId, directoryKey, approvalKey, ...rest } = enrolReplySchema.parse(answer.body);
      expect(answer.status).toBe(201);
      expect(terminalId).toMatch(/^T-\d{4}$/);
      expect([directoryKey, approvalKey ?? ''].map((key) => Buffer.from(key, 'base64').length)).toEqual([32, 32]);
      expect(rest).toEqual({ store: trainingStore, config: trainingConfig, serverTime: test.now });
    });

    it('[G1] answers the same code with the same key as the first time', async () => {
      const code = await freshCode(test.db());
      const { publicKey } = newKey();
      const first = await enrol(code, publicKey);
      const again = await enrol(code, publicKey);
      expect([first.status, again.status]).toEqual([201, 201]);
      expect(again.body).toEqual(first.body);
    });

    it('[G2] refuses a code that does not exist and a code of another store in the same words, and tells who has a used code that it is used', async () => {
      const code = await freshCode(test.db());
      await enrol(code, newKey().publicKey);
      const unused = await freshCode(test.db());
      const refusals = [await enrol('NO-SUCH-CODE', newKey().publicKey), await enrol(unused, newKey().publicKey, 'SZ-999')];
      expect(new Set(refusals.map((answer) => answer.text)).size).toBe(1);
      expect(refusals[0]).toMatchObject({ status: 403, type: 'application/problem+json', body: { type: problem('activation-refused') } });
      expect(await enrol(code, newKey().publicKey)).toMatchObject({ status: 403, body: { type: problem('activation-used') } });
    });

    it('[G2] gives one code to one of many terminals that come at once', async () => {
      const code = await freshCode(test.db());
      const answers = await Promise.all(Array.from({ length: 8 }, async () => enrol(code, newKey().publicKey)));
      expect(answers.map((answer) => answer.status).sort()).toEqual([201, 403, 403, 403, 403, 403, 403, 403]);
    });

    it('[G2] refuses a key that is not Ed25519 and leaves the code unused', async () => {
      const code = await freshCode(test.db());
      const refused = await enrol(code, Buffer.alloc(44, 7).toString('base64'));
      const taken = await enrol(code, newKey().publicKey);
      expect([refused.status, refused.body['type'], taken.status]).toEqual([400, problem('request-invalid'), 201]);
    });

    it('[G55] a code is good until its end, and a terminal that used it in time still gets its answer again', async () => {
      const { publicKey } = newKey();
      const [used, lastMoment, tooLate] = [await issued(), await issued(), await issued()];
      const before = test.now;
      expect((await enrol(used, publicKey)).status).toBe(201);
      test.advance(DAY_MS - 1);
      expect((await enrol(lastMoment, newKey().publicKey)).status).toBe(201);
      test.advance(1);
      const answers = [await enrol(tooLate, newKey().publicKey), await enrol(used, publicKey)];
      test.now = before;
      expect(answers.map(({ status, body }) => [status, body['type']])).toEqual([[403, problem('activation-expired')], [201, undefined]]);
    });

    it('[G55] a code that the carrier made is read however a person types it', async () => {
      const code = await issued();
      const typed = ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `;
      expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
      expect((await enrol(typed, newKey().publicKey)).status).toBe(201);
      expect((await enrol(code, newKey().publicKey)).body['type']).toBe(problem('activation-used'));
    });

    it('[G56] after twenty codes that do not exist a store is not listened to for a while; other stores are', async () => {
      const store = 'SZ-900';
      const guess = async () => (await enrol('NO-SUCH-CODE', newKey().publicKey, store));
      const before = test.now;
      for (let tries = 0; tries < MOST_WRONG_CODES; tries += 1) {
        expect((await guess()).status).toBe(403);
        test.advance(1000);
      }
      const paused = await guess();
      expect([paused.status, paused.body['type'], paused.headers.get('retry-after')]).toEqual([429, problem('activation-paused'), String(600 - MOST_WRONG_CODES)]);
      expect((await enrol(await freshCode(test.db()), newKey().publicKey)).status).toBe(201);
      test.advance((600 - MOST_WRONG_CODES) * 1000);
      expect((await guess()).status).toBe(403);
      test.now = before;
    });

    it('keeps activation codes only as keyed hashes', async () => {
      const code = await freshCode(test.db());
      const rows = await test.db().query<{ code_hash: string }>('SELECT code_hash FROM activation_codes');
      expect(rows.every((row) => /^[0-9a-f]{64}$/.test(row.code_hash))).toBe(true);
      expect(JSON.stringify(rows)).not.toContain(code);
    });
  });
}
