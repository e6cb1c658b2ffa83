// The shape of one call of the interface: what the server registers and what OpenAPI describes come from the same object.
import type { z } from 'zod';
import type { Result } from '#shared/domain/base/result.ts';
import type { GatewayProblemCode } from '#shared/contract/gateway-api.ts';
import type { AcquirerOf } from '../acquirer/acquirer.ts';
import type { Feed } from '../changes/feed.ts';
import type { Clock, Logger, Random } from '../ports.ts';
import type { GatewayDb } from '../store/gateway-db.ts';
import type { GatewayIdentity } from '../store/gateway-identity.ts';
import type { Signer } from './authenticate.ts';
import type { HttpProblem } from './problem.ts';

export interface CallContext {
  readonly db: GatewayDb;
  readonly identity: GatewayIdentity;
  readonly feed: Feed;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly acquirerOf: AcquirerOf;
  /** Outcomes of made-up providers may reach into the line itself. */
  readonly isTraining: boolean;
}

export interface CallInput<Body> {
  readonly context: CallContext;
  /** null for calls that need no signature. */
  readonly terminal: Signer | null;
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Body;
  readonly now: string;
}

export interface CallAnswer {
  readonly status: number;
  readonly body: object;
  /** For practice: the connection is cut instead of answering. */
  readonly isLost?: boolean;
}

/** Everything about a call but its code. */
export interface CallDescription {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With `{name}` for variable parts. */
  readonly path: string;
  readonly summary: string;
  readonly isSigned: boolean;
  /** Carries much and can wait: many at once are sent away, and look-ups and payments never stand behind them. */
  readonly isBulk?: boolean;
  readonly status: number;
  readonly request: z.ZodType | null;
  /** What a body is checked by that was just read from JSON text, where `request` would look at too much again. */
  readonly parsedRequest?: z.ZodType;
  readonly query: z.ZodObject | null;
  readonly reply: z.ZodType | null;
  readonly problems: readonly GatewayProblemCode[];
}

export interface Call extends CallDescription {
  readonly handle: (input: CallInput<unknown>) => Promise<Result<CallAnswer, HttpProblem>>;
}

/** Ties a call's request schema to the type its handler is given. The server parses before it calls. */
export function call<Schema extends z.ZodType>(
  description: Omit<CallDescription, 'request'> & { readonly request: Schema },
  handle: (input: CallInput<z.output<Schema>>) => Promise<Result<CallAnswer, HttpProblem>>,
): Call {
  // Sound because the server hands over exactly what this schema's parse returned.
  return { ...description, handle: async (input) => handle({ ...input, body: input.body as z.output<Schema> }) };
}
