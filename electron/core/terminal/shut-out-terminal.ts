// A manager looks at the terminals of the store, and shuts out one that is lost, stolen or no longer to be trusted.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { must } from '#shared/domain/base/invariant.ts';
import type { TerminalId } from '#shared/domain/ids.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { StoreTerminal } from '#shared/contract/till/session-channels.ts';
import { carrierLine, unansweredProblem } from '../carrier-line.ts';
import { appendEntry } from '../journal/append-entry.ts';
import { stampAt } from '../shift/business-day.ts';
import { checkPin } from '../staff/check-pin.ts';
import type { CommandContext, QueryContext } from '../till.ts';

type NoAnswer = ProblemOf<'gateway-unreachable' | 'gateway-refused' | 'not-enrolled'>;

/** As the gateway has them at this moment; nothing of it is kept here. */
export async function listStoreTerminals(ctx: QueryContext): Promise<Result<{ terminals: StoreTerminal[] }, NoAnswer>> {
  const profile = ctx.till.profile();
  const line = profile === null ? null : carrierLine(ctx.till, profile);
  if (profile === null || line === null) return err({ code: 'not-enrolled' });
  const reply = await line.gateway.readStoreTerminals(line.identity, profile.terminal.storeId);
  if (!reply.ok) return err(unansweredProblem(reply.failure));
  return ok({ terminals: reply.value.terminals.map((one) => ({ ...one, isThis: one.terminalId === profile.terminal.terminalId })) });
}

type Refusal = NoAnswer | ProblemOf<'pin-wrong' | 'staff-locked' | 'staff-unknown' | 'terminal-own' | 'terminal-unknown'>;

/**
 * The manager's PIN is asked for once more: a terminal left signed in for a moment is enough to sell, not enough for this.
 * The own terminal is refused before anything else. Asked again after a lost answer, the gateway says the same.
 */
export async function shutOutTerminal(
  ctx: CommandContext, request: { readonly terminalId: TerminalId; readonly pin: string },
): Promise<Result<{ terminalId: TerminalId; revokedAt: string }, Refusal>> {
  const profile = ctx.till.profile();
  const line = profile === null ? null : carrierLine(ctx.till, profile);
  if (profile === null || line === null) return err({ code: 'not-enrolled' });
  const { terminalId, pin } = request;
  const { staffId } = must(ctx.person, 'the channel asks for a manager');
  if (terminalId === profile.terminal.terminalId) return err({ code: 'terminal-own' });
  const checked = await checkPin(ctx, profile, { staffId, pin }, { right: () => null });
  if (!checked.ok) return checked;
  const reply = await line.gateway.revokeTerminal(line.identity, profile.terminal.storeId, terminalId, staffId);
  if (!reply.ok) return err(reply.failure.kind === 'refused' && reply.failure.code === 'not-found' ? { code: 'terminal-unknown' } : unansweredProblem(reply.failure));
  const now = ctx.till.ports.clock.now();
  ctx.write((db) => appendEntry(db, stampAt(db, profile, now), 'terminal.shut_out', { terminalId, staffId }));
  return ok({ terminalId, revokedAt: reply.value.revokedAt });
}
