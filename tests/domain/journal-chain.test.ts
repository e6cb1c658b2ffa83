import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TerminalId } from '#shared/domain/ids.ts';
import { GENESIS, GENESIS_HASH, hashEntry, verifyChain, type JournalEntry, type JsonObject } from '#shared/domain/journal-chain.ts';
import { aDate } from './a-date.ts';

const sha256Hex = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
// Ids come from the gateway; a literal in a test is as good.
const terminalId = 'T-TEST-0001' as TerminalId;

const content = [
  ['shift.opened', '2026-03-01T01:00:00.000Z', { shiftId: 'sh-1', floatFen: 50000 }],
  ['cash.moved', '2026-03-01T16:05:00.000Z', { reason: '找零备用金', amount: 20000, direction: 'in' }],
  ['refund.completed', '2026-03-01T16:20:00.000Z', { saleId: 'sa-1', refundId: 'rf-1', amount: 3000 }],
] as const;

function chainOf(payloads: readonly { type: string; at: string; payload: JsonObject }[]): readonly JournalEntry[] {
  let prevHash = GENESIS_HASH;
  return payloads.map((part, index) => {
    const unsealed = { terminalId, seq: index + 1, businessDate: aDate('2026-03-01'), prevHash, ...part };
    prevHash = hashEntry(unsealed, sha256Hex);
    return { ...unsealed, hash: prevHash };
  });
}

const chain = chainOf(content.map(([type, at, payload]) => ({ type, at, payload })));
const check = (entries: readonly JournalEntry[], from: Parameters<typeof verifyChain>[1] = GENESIS) => verifyChain(entries, from, sha256Hex);
const withEntry = (at: number, change: Partial<JournalEntry>) => chain.map((entry, index) => (index === at ? { ...entry, ...change } : entry));
const broken = (seq: number, reason: string) => ({ ok: false, problem: { code: 'chain-broken', seq, reason } });

describe('journal-chain', () => {
  it('[J1] [J2] gives the published hashes, whatever the order of keys', () => {
    expect(chain.map(({ seq, prevHash, hash }) => [seq, prevHash, hash])).toEqual([
      [1, '0'.repeat(64), '82480ee3c98d94af6ceb540a9f7cb7948d7d445bf16c5498a6a930632d6e7957'],
      [2, '82480ee3c98d94af6ceb540a9f7cb7948d7d445bf16c5498a6a930632d6e7957', 'aa7c8db790e00238489f0c03e61871aea56e3af7a289ed2db1d8889bc0156a68'],
      [3, 'aa7c8db790e00238489f0c03e61871aea56e3af7a289ed2db1d8889bc0156a68', '56edd241aaa9f2f10ff8a17a472a3fe9e1828ec810f6d5117983ef161541472d'],
    ]);
  });

  it('[J1] hashes the canonical text with keys in order', () => {
    const texts: string[] = [];
    const [first] = chain;
    if (first === undefined) throw new Error('empty chain');
    hashEntry({ ...first }, (text) => { texts.push(text); return ''; });
    expect(texts).toEqual([
      `{"at":"2026-03-01T01:00:00.000Z","businessDate":"2026-03-01","payload":{"floatFen":50000,"shiftId":"sh-1"},"prevHash":"${'0'.repeat(64)}","seq":1,"terminalId":"T-TEST-0001","type":"shift.opened"}`,
    ]);
  });

  it('[J5] finds a whole chain, an empty one and any suffix of it in order', () => {
    const head = { seq: 3, hash: chain[2]?.hash };
    expect(check(chain)).toEqual({ ok: true, value: head });
    expect(check([])).toEqual({ ok: true, value: GENESIS });
    expect(check(chain.slice(2), { seq: 2, hash: chain[1]?.hash ?? '', terminalId })).toEqual({ ok: true, value: head });
  });

  it.each([
    ['type', { type: 'cash.moved2' }],
    ['instant', { at: '2026-03-01T16:05:00.001Z' }],
    ['business date', { businessDate: aDate('2026-03-02') }],
    ['amount', { payload: { amount: 20001, direction: 'in', reason: '找零备用金' } }],
    ['added key', { payload: { amount: 20000, direction: 'in', reason: '找零备用金', extra: null } }],
    ['letter of another normal form', { payload: { amount: 20000, direction: 'in', reason: '找零备用金\u0301' } }],
    ['type of a value', { payload: { amount: '20000', direction: 'in', reason: '找零备用金' } }],
    ['own hash', { hash: 'f'.repeat(64) }],
  ])('[J1] [J5] finds a changed %s', (_what, change) => {
    expect(check(withEntry(1, change))).toEqual(broken(2, 'hash'));
  });

  it('[J2] finds an entry that was sealed again without those after it', () => {
    const [first, second, third] = chain;
    if (!first || !second || !third) throw new Error('short chain');
    const changed = { ...second, payload: { amount: 1 } };
    expect(check([first, { ...changed, hash: hashEntry(changed, sha256Hex) }, third])).toEqual(broken(3, 'prev-hash'));
  });

  it('[J3] finds a gap, a repeat, a swap and a wrong beginning', () => {
    const [first, second, third] = chain;
    if (!first || !second || !third) throw new Error('short chain');
    expect(check([first, third])).toEqual(broken(3, 'gap'));
    expect(check([first, first])).toEqual(broken(1, 'gap'));
    expect(check([second, first])).toEqual(broken(2, 'gap'));
    expect(check(chain, { seq: 1, hash: first.hash })).toEqual(broken(1, 'gap'));
    expect(check([second], { seq: 1, hash: 'e'.repeat(64) })).toEqual(broken(2, 'prev-hash'));
  });

  it('[J4] finds an entry of another terminal', () => {
    const other = 'T-TEST-0002' as TerminalId;
    expect(check(withEntry(2, { terminalId: other }))).toEqual(broken(3, 'terminal'));
    expect(check(chain, { ...GENESIS, terminalId: other })).toEqual(broken(1, 'terminal'));
  });

  it.each([['half a surrogate pair', { text: '\uD800' }], ['an infinite number', { amount: Number.POSITIVE_INFINITY }]])(
    '[J6] takes %s for a broken entry',
    (_what, payload) => {
      expect(check(withEntry(1, { payload }))).toEqual(broken(2, 'hash'));
    },
  );

  it('[J5] names exactly the entry in which anything was changed', () => {
    const payload = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.oneof(fc.integer(), fc.string({ unit: 'grapheme' }), fc.boolean()));
    fc.assert(fc.property(fc.array(payload, { minLength: 1, maxLength: 12 }), fc.nat(), (payloads, pick) => {
      const entries = chainOf(payloads.map((each) => ({ type: 'cash.moved', at: '2026-03-01T16:05:00.000Z', payload: each })));
      expect(check(entries)).toEqual({ ok: true, value: { seq: entries.length, hash: entries.at(-1)?.hash } });
      const at = pick % entries.length;
      const forged = entries.map((entry, index) => (index === at ? { ...entry, payload: { ...entry.payload, forged: 1 } } : entry));
      expect(check(forged)).toEqual(broken(at + 1, 'hash'));
      // As it comes back from a database or over a line.
      const parsed: unknown = JSON.parse(JSON.stringify(entries));
      expect(check(parsed as JournalEntry[]).ok).toBe(true);
    }));
  });
});
