// What was thrown while a request was served, as a refusal the sender can act on.
import type { Random } from '../ports.ts';
import type { HttpProblem } from './problem.ts';

export type ClassifiedFailure =
  | (HttpProblem & { readonly code: 'payload-too-large' | 'request-invalid' | 'overloaded' })
  | (HttpProblem & { readonly code: 'internal'; readonly reference: string });

// PostgreSQL: connection trouble (08), not enough resources (53), serialisation and deadlock (40), shutting down or starting (57P).
const passingSqlState = /^(?:08|53|40|57P)/;
const passingSystemCode = /^E(?:CONN|PIPE|TIMEDOUT|HOSTUNREACH|AI_AGAIN)/;

/** A database that is away or busy is worth another try; all else is a bug with a reference to look for in the log. */
export function classifyFailure(failure: unknown, random: Random): ClassifiedFailure {
  const code = codeOf(failure);
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return { code: 'payload-too-large' };
  if (code.startsWith('FST_ERR_CTP_')) return { code: 'request-invalid' };
  if (isPassing(failure, code)) return { code: 'overloaded', retryAfterSeconds: variedRetryAfter(random) };
  const reference = Buffer.from(random.bytes(6)).toString('hex');
  return { code: 'internal', reference, detail: `Reference ${reference}.` };
}

/** 2 to 9 seconds, so that many terminals do not come back at once. */
export function variedRetryAfter(random: Random): number {
  return 2 + ((random.bytes(1)[0] ?? 0) % 8);
}

function codeOf(failure: unknown): string {
  return failure instanceof Error && 'code' in failure && typeof failure.code === 'string' ? failure.code : '';
}

function isPassing(failure: unknown, code: string): boolean {
  // The pool has no code for a connection that did not come about in time or was cut.
  const isLostConnection = failure instanceof Error && /^(?:Connection terminated|timeout exceeded when trying to connect)/.test(failure.message);
  return isLostConnection || passingSqlState.test(code) || passingSystemCode.test(code);
}
