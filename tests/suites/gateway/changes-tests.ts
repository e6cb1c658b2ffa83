// The feed: order, scopes, resuming, forgetting.
import { describe, expect, it } from 'vitest';
import { changeSchema, changesReplySchema } from '#shared/contract/gateway-api.ts';
import { lockPublishing, publishChanges, type PublishedChange } from '#gateway/changes/publish-change.ts';
import { removeSubscriber } from '#gateway/subscribers/subscriber-repository.ts';
import { TRAINING_SUBSCRIBER_COUNT } from '#gateway/training/training-subscribers.ts';
import { salePayload } from '#tests/support/sale-payload.ts';
import { problem, type GatewayUnderTest } from './gateway-under-test.ts';

export function changesTests(test: GatewayUnderTest): void {
  const publish = async (...changes: PublishedChange[]) => test.db().transaction(async (tx) => {
    await lockPublishing(tx);
    await publishChanges(tx, changes);
  });
  const plan = (name: string): PublishedChange => ({ scope: 'global', kind: 'plan', id: name, data: { name } });

  describe('changes', () => {
    it('gives a new terminal all it needs, each as the contract says', async () => {
      const terminal = await test.enrol();
      const answer = await terminal.send('/v1/changes?limit=2000');
      const { changes, more, serverTime } = changesReplySchema.parse(answer.body);
      expect([more, serverTime]).toEqual([false, test.now]);
      const kinds = new Map<string, number>();
      for (const change of changes.map((one) => changeSchema.parse(one))) kinds.set(change.kind, (kinds.get(change.kind) ?? 0) + 1);
      expect(kinds).toEqual(new Map([['store', 1], ['config', 1], ['staff', 5], ['plan', 6], ['subscriber', TRAINING_SUBSCRIBER_COUNT]]));
    });

    it.each([7, 50, 100, 251])('[G19] gives the same in pages of %i', async (limit) => {
      const terminal = await test.enrol();
      const whole = await terminal.readFeed();
      const pages = await terminal.readFeed('', limit);
      expect(pages).toEqual(whole);
    });

    it('[G19] shows only the latest of a record, at its new place', async () => {
      const terminal = await test.enrol();
      const { cursor } = await terminal.readFeed();
      await publish(plan('tmp-a'), plan('tmp-b'));
      await publish({ ...plan('tmp-a'), data: { name: 'second' } });
      const { changes } = await terminal.readFeed(cursor);
      expect(changes).toEqual([
        { kind: 'plan', id: 'tmp-b', version: 1, data: { name: 'tmp-b' } }, { kind: 'plan', id: 'tmp-a', version: 2, data: { name: 'second' } },
      ]);
      await publish({ ...plan('tmp-a'), data: null }, { ...plan('tmp-b'), data: null });
    });

    it('[G19] answers an empty page with the cursor it was asked with', async () => {
      const terminal = await test.enrol();
      const { cursor } = await terminal.readFeed();
      const answer = await terminal.send(`/v1/changes?cursor=${cursor}`);
      expect(answer.body).toEqual({ changes: [], cursor, more: false, serverTime: test.now });
    });

    it('[G19] loses nothing to a reader that reads while many write', async () => {
      const [reader, ...writers] = await Promise.all(Array.from({ length: 6 }, async () => test.enrol()));
      let { cursor } = await reader!.readFeed();
      const wanted = new Set<string>();
      for (const [index, writer] of writers.entries()) {
        for (let count = 0; count < 5; count += 1) {
          const ref = `sub-${String(180 + index * 5 + count).padStart(6, '0')}`;
          writer.record('sale.completed', salePayload({ ref }));
          wanted.add(ref);
        }
      }
      const writing = Promise.all(writers.flatMap((writer) => [1, 2, 3, 4, 5].map(async (end) => writer.post(writer.journal.slice(0, end)))));
      const seen = new Set<string>();
      let isDone = false;
      void writing.finally(() => { isDone = true; });
      for (let isLast = false; !isLast;) {
        isLast = isDone;
        const page = await reader!.readFeed(cursor, 3);
        for (const change of page.changes) seen.add(change.id);
        cursor = page.cursor;
      }
      expect((await writing).map((answer) => answer.status)).toEqual(Array.from({ length: 25 }, () => 200));
      expect([...wanted].filter((ref) => !seen.has(ref))).toEqual([]);
    });

    it('[G20] tells outcomes to the terminal that sold, store matters to the store, the rest to all', async () => {
      const [seller, bystander] = [await test.enrol(), await test.enrol()];
      const cursors = [(await seller.readFeed()).cursor, (await bystander.readFeed()).cursor];
      seller.record('sale.completed', salePayload({ ref: 'sub-000210' }));
      await seller.post();
      await publish({ scope: 'store:SZ-999', kind: 'staff', id: 'c99', data: { staffId: 'c99' } });
      const kinds = async (terminal: typeof seller, cursor: string | undefined) => (await terminal.readFeed(cursor)).changes.map((one) => one.kind);
      expect(await kinds(seller, cursors[0])).toEqual(['subscriber', 'outcome']);
      expect(await kinds(bystander, cursors[1])).toEqual(['subscriber']);
    });

    it('[G21] tells that a record is gone', async () => {
      const terminal = await test.enrol();
      const { cursor } = await terminal.readFeed();
      await test.db().transaction(async (tx) => {
        await lockPublishing(tx);
        await removeSubscriber(tx, 'sub-000239');
      });
      const { changes } = await terminal.readFeed(cursor);
      expect(changes).toEqual([{ kind: 'subscriber', id: 'sub-000239', version: 2, data: null }]);
      expect((await terminal.send('/v1/subscribers/search', { body: { ref: 'sub-000239' } })).body['type']).toBe(problem('subscriber-unknown'));
    });

    it('[G22] begins anew with the cursor of another database and refuses what is none', async () => {
      const terminal = await test.enrol();
      const foreign = Buffer.from('other-feed.99999').toString('base64url');
      const [all, again] = [await terminal.readFeed(), await terminal.readFeed(foreign)];
      expect(again).toEqual(all);
      for (const text of ['nonsense', '-1', 'YWJj', '%00']) {
        const answer = await terminal.send(`/v1/changes?cursor=${text}`);
        expect([answer.status, answer.body['type']]).toEqual([400, problem('request-invalid')]);
      }
    });

    it('[G22] begins anew with a cursor from beyond the end, as after the database was set back', async () => {
      const terminal = await test.enrol();
      const all = await terminal.readFeed();
      const [feedId] = Buffer.from(all.cursor, 'base64url').toString('utf8').split('.');
      const lost = Buffer.from(`${feedId}.999999999`).toString('base64url');
      expect(await terminal.readFeed(lost)).toEqual(all);
    });

    it.each(['limit=0', 'limit=2001', 'limit=x', 'limit=1&limit=2', 'page=2', 'cursor=a&cursor=b'])('refuses the query %s', async (query) => {
      const terminal = await test.enrol();
      const answer = await terminal.send(`/v1/changes?${query}`);
      expect([answer.status, answer.body['type']]).toEqual([400, problem('request-invalid')]);
    });
  });
}
