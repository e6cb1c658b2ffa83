// Finds a card: in the offline directory at once, and at the carrier when it can be asked.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { must } from '#shared/domain/base/invariant.ts';
import type { SubscriberRef } from '#shared/domain/ids.ts';
import { parseLookupKey, type LookupKey, type LookupProblem } from '#shared/domain/lookup-key.ts';
import type { SubscriberRecord } from '#shared/domain/subscriber.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { Account } from '#shared/contract/till/customer-channels.ts';
import { carrierLine, unansweredProblem } from '../carrier-line.ts';
import type { GatewayFailure, SearchKey } from '../ports.ts';
import type { ReadDb } from '../store/sql.ts';
import type { CommandContext, QueryContext, Till } from '../till.ts';
import { accountView } from './account-view.ts';
import { searchKeyOf } from './digest.ts';
import { findByIccidDigest, findByMsisdnDigest, saveSubscriber } from './subscriber-repository.ts';

type Unknown = ProblemOf<'subscriber-unknown' | 'not-enrolled'>;

/** Looks in the directory only, so the answer never waits for a network. */
export function lookUpSubscriber(ctx: QueryContext, request: { key: string }): Result<Account, LookupProblem | Unknown> {
  const profile = ctx.till.profile();
  if (profile === null) return err({ code: 'not-enrolled' });
  const key = parseLookupKey(request.key);
  if (!key.ok) return key;
  const record = findByKey(ctx.db, searchKeyOf(directoryKey(ctx.till), key.value));
  if (record === null) return err({ code: 'subscriber-unknown', isOnline: ctx.till.link.isReachable });
  return ok(accountView(ctx.till, profile, ctx.db, ctx.now, { record, source: 'directory', hasLuhnMismatch: luhnMismatch(key.value) }));
}

type RefreshProblem = LookupProblem | Unknown | ProblemOf<'gateway-unreachable' | 'gateway-refused'>;

/** Asks the carrier, keeps what it says in the directory and shows it. */
export async function refreshSubscriber(ctx: CommandContext, request: { key: string } | { ref: SubscriberRef }): Promise<Result<Account, RefreshProblem>> {
  const profile = ctx.till.profile();
  const line = profile === null ? null : carrierLine(ctx.till, profile);
  if (profile === null || line === null) return err({ code: 'not-enrolled' });
  const search = searchOf(ctx.till, request);
  if (!search.ok) return search;
  const reply = await line.gateway.searchSubscriber(line.identity, search.value.key);
  const isHeard = reply.ok || reply.failure.kind === 'refused';
  // The look-up knows better than the last pass: let the next one find out now, not when its timer rings.
  if (isHeard !== ctx.till.link.isReachable) ctx.till.wakeSync();
  if (!reply.ok) return err(refreshProblem(reply.failure));
  ctx.write((db) => saveSubscriber(db, reply.value));
  return ok(accountView(ctx.till, profile, ctx.db, ctx.now, { record: reply.value, source: 'fresh', hasLuhnMismatch: search.value.hasLuhnMismatch }));
}

function searchOf(till: Till, request: { key: string } | { ref: SubscriberRef }): Result<{ key: SearchKey; hasLuhnMismatch: boolean }, LookupProblem> {
  if ('ref' in request) return ok({ key: { ref: request.ref }, hasLuhnMismatch: false });
  const key = parseLookupKey(request.key);
  if (!key.ok) return key;
  return ok({ key: searchKeyOf(directoryKey(till), key.value), hasLuhnMismatch: luhnMismatch(key.value) });
}

function refreshProblem(failure: GatewayFailure): ProblemOf<'gateway-unreachable' | 'gateway-refused' | 'subscriber-unknown'> {
  const isUnknown = failure.kind === 'refused' && failure.code === 'subscriber-unknown';
  return isUnknown ? { code: 'subscriber-unknown', isOnline: true } : unansweredProblem(failure);
}

function findByKey(db: ReadDb, key: ReturnType<typeof searchKeyOf>): SubscriberRecord | null {
  return 'msisdnDigest' in key ? findByMsisdnDigest(db, key.msisdnDigest) : findByIccidDigest(db, key.iccidDigest);
}

function directoryKey(till: Till): Buffer {
  return must(till.secrets.directoryKey, 'an enrolled terminal holds the directory key');
}

function luhnMismatch(key: LookupKey): boolean {
  return key.kind === 'iccid' && key.hasLuhnMismatch;
}
