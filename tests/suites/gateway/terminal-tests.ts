// Keys that change, and terminals that are shut out by a manager at another one.
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createGateway } from '#gateway/create-gateway.ts';
import { readmitTerminal, revokeTerminal } from '#gateway/terminals/revoke-terminal.ts';
import { KEY_OVERLAP_SECONDS } from '#gateway/terminals/change-key.ts';
import { keyProofText } from '#shared/contract/gateway-api.ts';
import { silentLogger, systemRandom } from '#tests/support/gateway-process.ts';
import { newKey, type SendOptions, type SignedTerminal } from '#tests/support/signed-terminal.ts';
import { problem, type GatewayUnderTest } from './gateway-under-test.ts';

interface Pair { readonly privateKey: KeyObject; readonly publicKey: string }

function proofOf(terminalId: string, { privateKey, publicKey }: Pair): string {
  return sign(null, Buffer.from(keyProofText(terminalId, publicKey), 'utf8'), privateKey).toString('base64');
}

export function terminalTests(test: GatewayUnderTest): void {
  const change = async (terminal: SignedTerminal, key: Pair, options: SendOptions = {}) =>
    terminal.send(`/v1/terminals/${terminal.id}/key`, { method: 'PUT', body: { publicKey: key.publicKey, proof: proofOf(terminal.id, key) }, ...options });
  const asks = async (terminal: SignedTerminal, privateKey: KeyObject) => (await terminal.send('/v1/changes?limit=1', { privateKey })).status;

  describe('keys that change', () => {
    it('[G57] believes the new key at once and the one before for an hour', async () => {
      const terminal = await test.enrol();
      const before = test.now;
      const key = newKey();
      const changed = await change(terminal, key);
      expect([changed.status, changed.body['keySince']]).toEqual([200, before]);
      expect([await asks(terminal, key.privateKey), await asks(terminal, terminal.privateKey)]).toEqual([200, 200]);
      test.advance(KEY_OVERLAP_SECONDS * 1000);
      expect(await asks(terminal, terminal.privateKey)).toBe(200);
      test.advance(1000);
      expect([await asks(terminal, key.privateKey), await asks(terminal, terminal.privateKey)]).toEqual([200, 401]);
      test.now = before;
    });

    it('[G57] answers the same change again, under either key, as the first time', async () => {
      const terminal = await test.enrol();
      const key = newKey();
      const answers = [await change(terminal, key), await change(terminal, key), await change(terminal, key, { privateKey: key.privateKey })];
      expect(answers.map(({ status, body }) => [status, body['keySince']])).toEqual(answers.map(() => [200, test.now]));
    });

    it('[G57] the key before registers nothing, so a stolen one takes no terminal over', async () => {
      const terminal = await test.enrol();
      const [mine, theirs] = [newKey(), newKey()];
      await change(terminal, mine);
      expect((await change(terminal, theirs)).body['type']).toBe(problem('signature-invalid'));
      expect([await asks(terminal, mine.privateKey), await asks(terminal, theirs.privateKey)]).toEqual([200, 401]);
    });

    it('[G57] takes no key that does not prove itself, for this terminal, and none that is not Ed25519', async () => {
      const [terminal, other] = [await test.enrol(), await test.enrol()];
      const [key, stranger] = [newKey(), newKey()];
      const curve = generateKeyPairSync('x25519').publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
      const bodies = [
        { publicKey: key.publicKey, proof: proofOf(terminal.id, { ...key, privateKey: stranger.privateKey }) },
        { publicKey: key.publicKey, proof: proofOf(other.id, key) },
        { publicKey: curve, proof: proofOf(terminal.id, { ...key, publicKey: curve }) },
      ];
      for (const body of bodies) expect((await change(terminal, key, { body })).body['type']).toBe(problem('request-invalid'));
      expect(await asks(terminal, terminal.privateKey)).toBe(200);
    });

    it('[G5] a terminal changes its own key only', async () => {
      const [terminal, other] = [await test.enrol(), await test.enrol()];
      const key = newKey();
      const answer = await terminal.send(`/v1/terminals/${other.id}/key`, { method: 'PUT', body: { publicKey: key.publicKey, proof: proofOf(other.id, key) } });
      expect([answer.status, await asks(other, other.privateKey)]).toEqual([401, 200]);
    });
  });

  describe('terminals that are shut out', () => {
    const revoke = async (asking: SignedTerminal, terminalId: string, managerId = 'm01', storeId = 'SZ-001') =>
      asking.send(`/v1/stores/${storeId}/terminals/${terminalId}/revocation`, { body: { managerId } });

    it('[G58] a manager shuts another terminal of the store out: it is refused from the next call on, again changes nothing, and the record says who', async () => {
      const [asking, other] = [await test.enrol(), await test.enrol()];
      const before = test.now;
      const first = await revoke(asking, other.id);
      test.advance(5000);
      const again = await revoke(asking, other.id);
      test.now = before;
      expect([first.status, again.status, first.body, again.body]).toEqual([200, 200, { terminalId: other.id, revokedAt: before }, { terminalId: other.id, revokedAt: before }]);
      other.record('terminal.started', { appVersion: '1' });
      expect((await other.post()).body['type']).toBe(problem('terminal-revoked'));
      expect(await test.db().query('SELECT revoked_by FROM terminals WHERE terminal_id = $1', [other.id])).toEqual([{ revoked_by: `${asking.id} m01` }]);
    });

    it.each(['c01', 'a01', 'nobody'])('[G58] believes no terminal that says %s asked for it', async (person) => {
      const [asking, other] = [await test.enrol(), await test.enrol()];
      expect((await revoke(asking, other.id, person)).body['type']).toBe(problem('request-invalid'));
      expect(await asks(other, other.privateKey)).toBe(200);
    });

    it('[G58] a terminal shuts out neither itself, nor one that does not exist, nor one of another store', async () => {
      const [asking, elsewhere] = [await test.enrol(), await test.enrol()];
      await test.db().query(`UPDATE terminals SET store_id = 'SZ-777' WHERE terminal_id = $1`, [elsewhere.id]);
      const answers = [await revoke(asking, asking.id), await revoke(asking, 'T-9999'), await revoke(asking, elsewhere.id), await revoke(asking, asking.id, 'm01', 'SZ-777')];
      expect(answers.map((answer) => answer.status)).toEqual([400, 404, 404, 404]);
      expect(await asks(asking, asking.privateKey)).toBe(200);
    });

    it('[G58] lists the terminals of the own store, with what arrived of each', async () => {
      const [asking, other] = [await test.enrol(), await test.enrol()];
      other.record('terminal.started', { appVersion: '1' });
      await other.post();
      await revoke(asking, other.id);
      const { status, body } = await asking.send('/v1/stores/SZ-001/terminals');
      const terminals = body['terminals'] as { terminalId: string }[]; // checked against the description when it was read
      expect([status, terminals.filter((one) => [asking.id, other.id].includes(one.terminalId))]).toEqual([200, [
        { terminalId: asking.id, status: 'active', enrolledAt: test.now, revokedAt: null, entryCount: 0, lastReceivedAt: null },
        { terminalId: other.id, status: 'revoked', enrolledAt: test.now, revokedAt: test.now, entryCount: 1, lastReceivedAt: test.now },
      ]]);
      expect((await asking.send('/v1/stores/SZ-999/terminals')).status).toBe(404);
    });

    it('[G59] one that the carrier lets in again goes on under its key, with the entries it kept', async () => {
      const terminal = await test.enrol();
      terminal.record('terminal.started', { appVersion: '1' });
      await revokeTerminal(test.db(), { terminalId: terminal.id, by: 'carrier', now: test.now });
      const refused = await terminal.post();
      expect(await readmitTerminal(test.db(), terminal.id)).toBe(true);
      expect([refused.status, (await terminal.post()).status, await readmitTerminal(test.db(), 'T-9999')]).toEqual([403, 200, false]);
    });
  });

  it('[G4] a nonce stays used when the gateway is started again, for as long as its request could be believed', async () => {
    const terminal = await test.enrol();
    const before = test.now;
    const options = { nonce: 'nonce-over-restart-1', createdSeconds: Math.floor(Date.parse(before) / 1000) + 300 };
    expect((await terminal.send('/v1/changes?limit=1', options)).status).toBe(200);
    const again = await createGateway({ db: test.db(), clock: { now: () => test.now }, random: systemRandom, logger: silentLogger });
    const url = await again.app.listen({ port: 0, host: '127.0.0.1' });
    test.advance(600_000);
    // Somebody else's call tidies up; it must not take this one's with it.
    await (await test.enrol()).send('/v1/changes?limit=1', {}, url);
    const replayed = await terminal.send('/v1/changes?limit=1', options, url);
    test.advance(1000);
    const tooOld = await terminal.send('/v1/changes?limit=1', options, url);
    test.now = before;
    await again.close();
    expect([replayed.body['type'], tooOld.body['type']]).toEqual([problem('replayed'), problem('signature-invalid')]);
  });
}
