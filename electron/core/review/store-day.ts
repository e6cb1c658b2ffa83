// The whole store's day, as the carrier has it; the last answer is kept while the till runs, for when it cannot be asked.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import type { BusinessDate } from '#shared/domain/business-date.ts';
import type { StoreDay } from '#shared/contract/gateway-api.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import { carrierLine } from '../carrier-line.ts';
import type { QueryContext, Till } from '../till.ts';

export interface StoreDayView {
  day: StoreDay;
  isLive: boolean;
  askedAt: string;
}

const MAX_KEPT = 40;
const kept = new WeakMap<Till, Map<string, { readonly day: StoreDay; readonly askedAt: string }>>();

export async function readStoreDay(ctx: QueryContext, request: { date: BusinessDate }): Promise<Result<StoreDayView, ProblemOf<'gateway-unreachable' | 'gateway-refused' | 'not-enrolled'>>> {
  const profile = ctx.till.profile();
  const line = profile === null ? null : carrierLine(ctx.till, profile);
  if (profile === null || line === null) return err({ code: 'not-enrolled' });
  const answers = kept.get(ctx.till) ?? new Map<string, { readonly day: StoreDay; readonly askedAt: string }>();
  kept.set(ctx.till, answers);
  const reply = await line.gateway.readStoreDay(line.identity, profile.terminal.storeId, request.date);
  if (reply.ok) {
    const [oldest] = answers.keys();
    if (answers.size >= MAX_KEPT && oldest !== undefined) answers.delete(oldest);
    answers.set(request.date, { day: reply.value, askedAt: ctx.now });
    return ok({ day: reply.value, isLive: true, askedAt: ctx.now });
  }
  if (reply.failure.kind === 'refused') return err({ code: 'gateway-refused', reason: reply.failure.code });
  const last = answers.get(request.date);
  return last === undefined ? err({ code: 'gateway-unreachable' }) : ok({ ...last, isLive: false });
}
