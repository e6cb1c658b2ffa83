// The feed: order, scopes, resuming, forgetting.
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { changeSchema, changesReplySchema } from '#shared/contract/gateway-api.ts';
import { beginEpoch, forgetDeletions } from '#gateway/changes/feed-upkeep.ts';
import { lockPublishing, publishChanges, type PublishedChange } from '#gateway/changes/publish-change.ts';
import { removeSubscriber } from '#gateway/subscribers/subscriber-repository.ts';
import { TRAINING_SUBSCRIBER_COUNT } from '#gateway/training/training-subscribers.ts';
import type { SignedTerminal } from '#tests/support/signed-terminal.ts';
import { salePayload } from '#tests/support/sale-payload.ts';
import { problem, type GatewayUnderTest } from './gateway-under-test.ts';

export function changesTests(test: GatewayUnderTest): void {
  const publish = async (...changes: PublishedChange[]) => test.db().transaction(async (tx) => {
    await lockPublishing(tx);
    await publishChanges(tx, changes);
  });
  const plan = (name: string): PublishedChange => ({ scope: 'global', kind: 'plan', id: name, data: { name } });

  const snapshotPages = async (terminal: SignedTerminal, limit: number): Promise<z.output<typeof changesReplySchema>[]> => {
    const pages: z.output<typeof changesReplySchema>[] = [];
    for (let cursor = ''; ;) {
      const page = changesReplySchema.parse((await terminal.send(`/v1/changes?cursor=${cursor}&limit=${limit}`)).body);
      pages.push(page);
      if (!page.more) return pages;
      ({ cursor } = page);
    }
  };

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

    it('[G66] gives first what a terminal needs to sell, and says when that is complete and how much there is', async () => {
      const terminal = await test.enrol();
      await publish({ ...plan('tmp-late'), data: { name: 'late' } }, { ...plan('tmp-gone'), data: null });
      const pages = await snapshotPages(terminal, 7);
      const kinds = pages.flatMap((page) => page.changes.map((change) => change.kind));
      const essentials = kinds.filter((kind) => kind !== 'subscriber').length;
      expect(kinds.slice(0, essentials)).not.toContain('subscriber');
      expect(pages.findIndex((page) => page.snapshot?.hasEssentials === true)).toBe(Math.ceil(essentials / 7) - 1);
      expect(new Set(pages.map((page) => page.snapshot?.id)).size).toBe(1);
      expect(pages.flatMap((page) => page.changes).filter((change) => change['data'] === null)).toEqual([]);
      const next = changesReplySchema.parse((await terminal.send(`/v1/changes?cursor=${pages.at(-1)?.cursor}`)).body);
      expect([next.changes, next.more, next.snapshot]).toEqual([[], false, undefined]);
      await publish({ ...plan('tmp-late'), data: null });
    });

    it('[G66] a record that changes, goes or comes while the beginning is read arrives as it then is', async () => {
      const terminal = await test.enrol();
      await publish(plan('tmp-1'), plan('tmp-2'));
      const first = changesReplySchema.parse((await terminal.send('/v1/changes?limit=30')).body);
      await publish({ ...plan('tmp-1'), data: { name: 'changed' } }, { ...plan('tmp-2'), data: null }, plan('tmp-3'));
      const { changes } = await terminal.readFeed(first.cursor, 50);
      const last = new Map([...first.changes, ...changes].filter((one) => String(one['id']).startsWith('tmp-')).map((one) => [one['id'], one['data']]));
      expect([last.get('tmp-1'), last.get('tmp-2'), last.get('tmp-3')]).toEqual([{ name: 'changed' }, null, { name: 'tmp-3' }]);
      await publish({ ...plan('tmp-1'), data: null }, { ...plan('tmp-3'), data: null });
    });

    it('[G67] begins anew for who saw more than a database holds that was set back and has gone on since', async () => {
      const terminal = await test.enrol();
      const before = await terminal.readFeed();
      await publish(plan('lost-1'), plan('lost-2'));
      const { cursor } = await terminal.readFeed(before.cursor);
      await test.db().query(`DELETE FROM changes WHERE id IN ('lost-1', 'lost-2')`);
      // What a gateway does when it starts.
      await beginEpoch(test.db(), 'after-restore');
      await publish(plan('new-1'), plan('new-2'), plan('new-3'));
      const anew = changesReplySchema.parse((await terminal.send(`/v1/changes?cursor=${cursor}&limit=2000`)).body);
      expect(anew.snapshot).toBeDefined();
      expect(anew.changes.map((one) => one['id'])).toEqual(expect.arrayContaining(['new-1', 'new-2', 'new-3', 'sub-000001']));
      // Who had not seen the lost part goes on without a break.
      const unharmed = changesReplySchema.parse((await terminal.send(`/v1/changes?cursor=${before.cursor}`)).body);
      expect([unharmed.snapshot, unharmed.changes.map((one) => one['id'])]).toEqual([undefined, ['new-1', 'new-2', 'new-3']]);
      await publish(...['new-1', 'new-2', 'new-3'].map((id) => ({ ...plan(id), data: null })));
    });

    it('[G67] a start of the gateway alone makes nobody begin anew', async () => {
      const terminal = await test.enrol();
      const { cursor } = await terminal.readFeed();
      await beginEpoch(test.db(), 'started-again');
      await publish(plan('tmp-after'));
      const page = changesReplySchema.parse((await terminal.send(`/v1/changes?cursor=${cursor}`)).body);
      expect([page.snapshot, page.changes.length]).toEqual([undefined, 1]);
      await publish({ ...plan('tmp-after'), data: null });
    });

    it('[G68] forgets deletions after thirty days; who may have missed one begins anew, nobody else does', async () => {
      const [away, reading, present] = await Promise.all([test.enrol(), test.enrol(), test.enrol()]);
      const { cursor: old } = await away.readFeed();
      await publish(plan('tmp-x'), plan('tmp-y'));
      await publish({ ...plan('tmp-x'), data: null }, plan('tmp-y'));
      const halfway = changesReplySchema.parse((await reading.send('/v1/changes?limit=20')).body);
      const { cursor: fresh } = await present.readFeed();
      const dayMs = 86_400_000;
      const after = (days: number): string => new Date(Date.parse(test.now) + days * dayMs).toISOString();
      expect(await forgetDeletions(test.db(), after(0))).toBe(0);
      expect(await forgetDeletions(test.db(), after(29))).toBe(0);
      expect(await forgetDeletions(test.db(), after(31))).toBeGreaterThan(0);
      const read = async (terminal: typeof away, cursor: string) => changesReplySchema.parse((await terminal.send(`/v1/changes?cursor=${cursor}`)).body);
      expect((await read(away, old)).snapshot).toBeDefined();
      expect((await read(reading, halfway.cursor)).snapshot?.id).toBe(halfway.snapshot?.id);
      expect((await read(present, fresh)).snapshot).toBeUndefined();
      expect(await test.db().query(`SELECT 1 AS one FROM changes WHERE id = 'tmp-x'`)).toEqual([]);
      await publish({ ...plan('tmp-y'), data: null });
    });

    it.each([['gzip, deflate', 'gzip'], ['*', 'gzip'], ['identity', null], ['gzip;q=0', null]])('[G69] packs a long answer for who takes it: %s', async (accepted, encoding) => {
      const terminal = await test.enrol();
      const answer = await terminal.send('/v1/changes?limit=2000', {
        spoil: ({ headers, body }) => ({ headers: { ...headers, 'accept-encoding': accepted }, body }),
      });
      expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, encoding]);
      expect(changesReplySchema.parse(answer.body).changes.length).toBeGreaterThan(200);
    });

    it.each(['limit=0', 'limit=2001', 'limit=x', 'limit=1&limit=2', 'page=2', 'cursor=a&cursor=b'])('refuses the query %s', async (query) => {
      const terminal = await test.enrol();
      const answer = await terminal.send(`/v1/changes?${query}`);
      expect([answer.status, answer.body['type']]).toEqual([400, problem('request-invalid')]);
    });
  });
}
