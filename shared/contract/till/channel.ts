// The shape of one channel of the till's contract.
import type { z } from 'zod';
import type { Access } from '../../domain/permissions.ts';
import type { ProblemCode } from '../problems.ts';

export interface ChannelSpec {
  /** A query may only read; a command may write. */
  readonly kind: 'query' | 'command';
  readonly access: Access;
  /** Who answers: the till itself, or the shell around the window (printing). */
  readonly host: 'core' | 'shell';
  readonly request: z.ZodType;
  readonly reply: z.ZodType;
  readonly problems: readonly ProblemCode[];
}

export type ChannelMap = Readonly<Record<string, ChannelSpec>>;
