// Refusals on the wire: RFC 9457 with a stable type. `detail` is for people and holds nothing personal.
import type { FastifyReply } from 'fastify';
import { GATEWAY_PROBLEM_PREFIX, type GatewayProblemCode } from '#shared/contract/gateway-api.ts';

export interface HttpProblem {
  readonly code: GatewayProblemCode;
  readonly detail?: string;
  readonly expected?: number;
  readonly seq?: number;
  readonly retryAfterSeconds?: number;
}

interface Wording { readonly status: number; readonly title: string }

export const problemWordings: Readonly<Record<GatewayProblemCode, Wording>> = {
  'request-invalid': { status: 400, title: 'The request is not what this call expects' },
  'signature-invalid': { status: 401, title: 'The signature does not fit the request or its time' },
  'replayed': { status: 401, title: 'This request was already received' },
  'terminal-unknown': { status: 401, title: 'No terminal of this name is enrolled' },
  'terminal-revoked': { status: 403, title: 'The terminal was shut out' },
  'activation-refused': { status: 403, title: 'There is no such activation code for this store' },
  'activation-used': { status: 403, title: 'The activation code was used by another terminal' },
  'activation-expired': { status: 403, title: 'The activation code is too old' },
  'activation-paused': { status: 429, title: 'Too many wrong activation codes for this store' },
  'journal-fork': { status: 409, title: 'A held journal entry has another hash' },
  'journal-gap': { status: 422, title: 'Journal entries are missing before this one' },
  'journal-broken': { status: 422, title: 'A journal entry does not verify' },
  'subscriber-unknown': { status: 404, title: 'No subscriber has this number' },
  'payment-unknown': { status: 404, title: 'No payment has this id' },
  'payment-mismatch': { status: 422, title: 'This id was used for another payment' },
  'refund-unknown': { status: 404, title: 'No refund has this id' },
  'refund-mismatch': { status: 422, title: 'This id was used for another refund' },
  'refund-exceeds': { status: 409, title: 'More than is left of what was paid' },
  'refund-sale-unknown': { status: 404, title: 'No sale of this store has this id' },
  'refund-not-possible': { status: 409, title: 'This sale cannot be refunded' },
  'payload-too-large': { status: 413, title: 'The request is too large' },
  'not-found': { status: 404, title: 'There is no such call' },
  'not-yet-available': { status: 501, title: 'This call comes with a later version' },
  'overloaded': { status: 503, title: 'Try again later' },
  'internal': { status: 500, title: 'Something went wrong here' },
};

/** Sends a refusal; the body never says more than code, words and numbers. */
export async function sendProblem(reply: FastifyReply, problem: HttpProblem): Promise<FastifyReply> {
  if (problem.retryAfterSeconds !== undefined) void reply.header('retry-after', String(problem.retryAfterSeconds));
  return reply.code(problemWordings[problem.code].status).type('application/problem+json').send(problemText(problem));
}

/** The JSON of a refusal. */
export function problemText({ code, detail, expected, seq }: HttpProblem): string {
  const { status, title } = problemWordings[code];
  return JSON.stringify({ type: GATEWAY_PROBLEM_PREFIX + code, title, status, detail, expected, seq });
}
