// What of a journal is taken, passed over and refused.
import { describe, expect, it } from 'vitest';
import { readJournalReplySchema } from '#shared/contract/gateway-api.ts';
import type { JournalEntry } from '#shared/domain/journal-chain.ts';
import { terminalIdSchema } from '#shared/contract/values.ts';
import { sealEntry, type SignedTerminal } from '#tests/support/signed-terminal.ts';
import { problem, type GatewayUnderTest } from './gateway-under-test.ts';

export function journalTests(test: GatewayUnderTest): void {
  const terminalWith = async (count: number): Promise<SignedTerminal> => {
    const terminal = await test.enrol();
    for (let index = 0; index < count; index += 1) terminal.record('terminal.started', { appVersion: String(index) });
    return terminal;
  };
  const held = async (terminal: SignedTerminal) => readJournalReplySchema.parse((await terminal.send(`/v1/terminals/${terminal.id}/journal`)).body);

  describe('journal', () => {
    it('[G6] keeps a batch and answers the new head', async () => {
      const terminal = await terminalWith(3);
      const answer = await terminal.post();
      expect([answer.status, answer.body]).toEqual([200, { acceptedThrough: 3, head: terminal.journal[2]!.hash }]);
    });

    it('[G6] passes over what it holds and keeps the new end', async () => {
      const terminal = await terminalWith(2);
      await terminal.post();
      terminal.record('terminal.started', { appVersion: '2' });
      const answers = [await terminal.post(), await terminal.post(), await terminal.post(terminal.journal.slice(0, 1))];
      const whole = { acceptedThrough: 3, head: terminal.journal[2]!.hash };
      expect(answers.map((answer) => [answer.status, answer.body])).toEqual([[200, whole], [200, whole], [200, whole]]);
      expect(await held(terminal)).toEqual({ entries: terminal.journal, ...whole });
    });

    it('[G7] refuses a gap before the batch and inside it, naming what it waits for', async () => {
      const terminal = await terminalWith(5);
      const atStart = await terminal.post(terminal.journal.slice(1));
      await terminal.post(terminal.journal.slice(0, 2));
      const before = await terminal.post(terminal.journal.slice(3));
      const inside = await terminal.post([terminal.journal[2]!, terminal.journal[4]!]);
      expect([atStart, before, inside].map(({ status, body }) => [status, body['type'], body['expected']])).toEqual([
        [422, problem('journal-gap'), 1], [422, problem('journal-gap'), 3], [422, problem('journal-gap'), 4],
      ]);
      expect((await held(terminal)).acceptedThrough).toBe(2);
    });

    it('[G8] refuses a held number with another hash', async () => {
      const terminal = await terminalWith(3);
      await terminal.post();
      const other = sealEntry({ ...terminal.journal[1]!, payload: { appVersion: 'other' } });
      const answer = await terminal.post([other]);
      expect([answer.status, answer.body['type'], answer.body['seq']]).toEqual([409, problem('journal-fork'), 2]);
    });

    it('[G8] refuses new entries that hang on another head', async () => {
      const terminal = await terminalWith(3);
      await terminal.post(terminal.journal.slice(0, 2));
      const otherHead = sealEntry({ ...terminal.journal[1]!, payload: { appVersion: 'other' } });
      const next = sealEntry({ ...terminal.journal[2]!, prevHash: otherHead.hash });
      const answer = await terminal.post([next]);
      expect([answer.status, answer.body['type'], answer.body['seq']]).toEqual([409, problem('journal-fork'), 2]);
      expect((await held(terminal)).acceptedThrough).toBe(2);
    });

    it.each<[string, (journal: readonly JournalEntry[]) => readonly JournalEntry[], number]>([
      ['content that was changed', ([one, two, three]) => [one!, { ...two!, payload: { appVersion: 'x' } }, three!], 2],
      ['a link that does not fit', ([one, two, three]) => [one!, two!, sealEntry({ ...three!, prevHash: one!.hash })], 3],
      ['a first entry that has a predecessor', ([one, two]) => [sealEntry({ ...one!, prevHash: two!.hash })], 1],
      ['a repeated number', ([one, two]) => [one!, two!, two!], 2],
      ['entries of another terminal', ([one]) => [sealEntry({ ...one!, terminalId: terminalIdSchema.parse('T-OTHER') })], 1],
      ['text that has no canonical form', ([one]) => [{ ...one!, payload: { text: '\ud800' } }], 1],
    ])('[G9] refuses %s and keeps nothing of the batch', async (_name, spoil, seq) => {
      const terminal = await terminalWith(3);
      const answer = await terminal.post(spoil(terminal.journal));
      expect([answer.status, answer.body['type'], answer.body['seq']]).toEqual([422, problem('journal-broken'), seq]);
      expect((await held(terminal)).acceptedThrough).toBe(0);
    });

    it('[G10] takes batches that arrive at once one after the other', async () => {
      const terminal = await terminalWith(12);
      const posts = Array.from({ length: 12 }, async (_, index) => terminal.post(terminal.journal.slice(0, index + 1)));
      const answers = await Promise.all(posts);
      expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 12 }, () => 200));
      expect(await held(terminal)).toEqual({ entries: terminal.journal, acceptedThrough: 12, head: terminal.journal[11]!.hash });
    });

    it('[G10] lets one of two different continuations in, whichever comes first', async () => {
      const terminal = await terminalWith(1);
      await terminal.post();
      const left = sealEntry({ ...terminal.record('terminal.started', { appVersion: 'left' }) });
      const right = sealEntry({ ...left, payload: { appVersion: 'right' } });
      const answers = await Promise.all([terminal.post([left]), terminal.post([right])]);
      expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    });

    it('[G11] keeps types and content it does not know', async () => {
      const terminal = await test.enrol();
      terminal.record('drone.landed', { anything: [1, null, { deep: '\u0000 ünïcödé 🂡' }], __proto__x: true });
      terminal.record('sale.completed', { saleId: 'not even an id' });
      expect((await terminal.post()).status).toBe(200);
      expect((await held(terminal)).entries).toEqual(terminal.journal);
    });

    it('[G12] lets nobody change or remove what it holds', async () => {
      const terminal = await terminalWith(1);
      await terminal.post();
      const attempts = ['UPDATE journal SET body = body', 'DELETE FROM journal', 'TRUNCATE journal'];
      for (const text of attempts) await expect(test.db().query(text)).rejects.toThrow('never changed or removed');
    });

    it('[G12] gives it back in pages from any number', async () => {
      const terminal = await terminalWith(4);
      await terminal.post();
      const answer = await terminal.send(`/v1/terminals/${terminal.id}/journal?after=2`);
      expect(answer.body).toEqual({ entries: terminal.journal.slice(2), acceptedThrough: 4, head: terminal.journal[3]!.hash });
      const beyond = await terminal.send(`/v1/terminals/${terminal.id}/journal?after=99`);
      expect(beyond.body['entries']).toEqual([]);
    });
  });
}
