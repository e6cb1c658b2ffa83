// Activation codes, keys and what a new terminal is told.
import { describe, expect, it } from 'vitest';
import { enrolReplySchema } from '#shared/contract/gateway-api.ts';
import { trainingConfig, trainingStore } from '#gateway/training/store-and-plans.ts';
import { freshCode, newKey, send } from '#tests/support/signed-terminal.ts';
import { problem, type GatewayUnderTest } from './gateway-under-test.ts';

export function enrolmentTests(test: GatewayUnderTest): void {
  const enrol = async (activationCode: string, publicKey: string, storeCode = 'SZ-001') =>
    send(`${test.url()}/v1/terminals`, 'POST', { storeCode, activationCode, publicKey });

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

    it('[G2] refuses a wrong code, a used code and a code of another store in the same words', async () => {
      const code = await freshCode(test.db());
      await enrol(code, newKey().publicKey);
      const unused = await freshCode(test.db());
      const refusals = [await enrol('NO-SUCH-CODE', newKey().publicKey), await enrol(code, newKey().publicKey), await enrol(unused, newKey().publicKey, 'SZ-999')];
      expect(new Set(refusals.map((answer) => answer.text)).size).toBe(1);
      expect(refusals[0]).toMatchObject({ status: 403, type: 'application/problem+json', body: { type: problem('activation-refused') } });
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

    it('keeps activation codes only as keyed hashes', async () => {
      const code = await freshCode(test.db());
      const rows = await test.db().query<{ code_hash: string }>('SELECT code_hash FROM activation_codes');
      expect(rows.every((row) => /^[0-9a-f]{64}$/.test(row.code_hash))).toBe(true);
      expect(JSON.stringify(rows)).not.toContain(code);
    });
  });
}
