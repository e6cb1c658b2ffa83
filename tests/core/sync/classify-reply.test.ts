// What each answer of the gateway means for the journal: the whole table.
import { describe, expect, it } from 'vitest';
import { classifyFailure, classifyPush } from '#core/sync/classify-reply.ts';
import type { GatewayFailure } from '#core/ports.ts';
import { GENESIS_HASH } from '#shared/domain/journal-chain.ts';

const refused = (code: Extract<GatewayFailure, { kind: 'refused' }>['code'], status: number, more: { retryAfter?: string; expected?: number } = {}): GatewayFailure =>
  ({ kind: 'refused', code, status, retryAfter: more.retryAfter ?? null, expected: more.expected ?? null });

describe('sync/classify-reply', () => {
  it.each([
    ['no answer', { kind: 'unreachable', detail: 'TypeError' }, { kind: 'retry', reason: 'gateway-unreachable', retryAfter: null, isReachable: false }],
    ['overload', refused('overloaded', 503, { retryAfter: '30' }), { kind: 'retry', reason: 'overloaded', retryAfter: '30', isReachable: false }],
    ['too many requests', refused('overloaded', 429, { retryAfter: '7' }), { kind: 'retry', reason: 'overloaded', retryAfter: '7', isReachable: false }],
    ['a fault over there', refused('internal', 500), { kind: 'retry', reason: 'internal', retryAfter: null, isReachable: false }],
    ['a time-out', refused('unknown', 408), { kind: 'retry', reason: 'unknown', retryAfter: null, isReachable: false }],
    ['a gap', refused('journal-gap', 422, { expected: 7 }), { kind: 'rewind', expected: 7 }],
    ['a gap without a number', refused('journal-gap', 422), { kind: 'attention', reason: 'journal-gap' }],
    ['a fork', refused('journal-fork', 409), { kind: 'stop', reason: 'journal-fork' }],
    ['a broken hash', refused('journal-broken', 422), { kind: 'stop', reason: 'journal-broken' }],
    ['a revoked terminal', refused('terminal-revoked', 403), { kind: 'stop', reason: 'terminal-revoked' }],
    ['too large a batch', refused('payload-too-large', 413), { kind: 'too-large' }],
    ['a signature not believed', refused('signature-invalid', 401), { kind: 'attention', reason: 'signature-invalid' }],
    ['a nonce seen before', refused('replayed', 401), { kind: 'attention', reason: 'replayed' }],
    ['a request not understood', refused('request-invalid', 400), { kind: 'attention', reason: 'request-invalid' }],
    ['something new', refused('unknown', 418), { kind: 'attention', reason: 'unknown' }],
  ] as const)('[Y3] %s', (_name, failure, verdict) => {
    expect(classifyFailure(failure)).toEqual(verdict);
  });

  const hashes = new Map([[0, GENESIS_HASH], [1, 'a'], [2, 'b'], [3, 'c'], [4, 'd']]);
  const hashAt = (seq: number): string | null => hashes.get(seq) ?? null;
  const push = (acceptedThrough: number, head: string, lastSeq: number): unknown =>
    classifyPush({ ok: true, value: { acceptedThrough, head } }, { lastSeq }, hashAt);

  it.each([
    ['all that was sent', push(3, 'c', 3), { kind: 'accepted', through: 3, hash: 'c' }],
    ['more than was sent, since another sender was faster', push(4, 'd', 3), { kind: 'accepted', through: 4, hash: 'd' }],
    ['less than was sent', push(2, 'b', 3), { kind: 'attention', reason: 'gateway-lost-entries' }],
    ['another hash at the same number', push(3, 'x', 3), { kind: 'stop', reason: 'journal-fork' }],
    ['more than this till ever wrote', push(9, 'x', 3), { kind: 'stop', reason: 'journal-fork' }],
  ])('[Y6] accepted: %s', (_name, verdict, expected) => {
    expect(verdict).toEqual(expected);
  });
});
