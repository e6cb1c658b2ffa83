// The contract between the window and the till: one map from which preload, server, client, permissions and tests are derived.
import type { z } from 'zod';
import type { Result } from '../domain/base/result.ts';
import type { CommonProblem, ProblemOf } from './problems.ts';
import { customerChannels } from './till/customer-channels.ts';
import { paymentChannels } from './till/payment-channels.ts';
import { reviewChannels } from './till/review-channels.ts';
import { saleChannels } from './till/sale-channels.ts';
import { sessionChannels } from './till/session-channels.ts';
import { shiftChannels } from './till/shift-channels.ts';
import { syncChannels } from './till/sync-channels.ts';
import { undoChannels } from './till/undo-channels.ts';
import type { ChannelMap } from './till/channel.ts';

export const tillApi = {
  ...sessionChannels, ...customerChannels, ...saleChannels, ...paymentChannels, ...undoChannels, ...shiftChannels,
  ...reviewChannels, ...syncChannels,
} as const satisfies ChannelMap;

export type TillApi = typeof tillApi;
export type Channel = keyof TillApi;
export type CoreChannel = { [C in Channel]: TillApi[C]['host'] extends 'core' ? C : never }[Channel];
export type ShellChannel = Exclude<Channel, CoreChannel>;

/** What the window sends, before parsing. */
export type RequestOf<C extends Channel> = z.input<TillApi[C]['request']>;
/** What a handler is given, after parsing. */
export type ParsedRequestOf<C extends Channel> = z.output<TillApi[C]['request']>;
export type ReplyValueOf<C extends Channel> = z.output<TillApi[C]['reply']>;
export type ProblemsOf<C extends Channel> = ProblemOf<TillApi[C]['problems'][number]> | CommonProblem;
export type ReplyOf<C extends Channel> = Result<ReplyValueOf<C>, ProblemsOf<C>>;

export type TillClient = { readonly [C in Channel]: (request: RequestOf<C>) => Promise<ReplyOf<C>> };
