// Reads from and sends to the till from components.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { Channel, ReplyOf, ReplyValueOf, RequestOf } from '#shared/contract/till-api.ts';
import type { Problem } from '#shared/contract/problems.ts';
import type { TillTopic } from '#shared/contract/till-topics.ts';
import { callTill } from './till-client.ts';
import { TillProblemError } from './till-problem-error.ts';
import { topicsOf, type QueryChannel } from './till-topics.ts';

export interface TillQuery<C extends QueryChannel> {
  /** The last reading; it stays while a newer one is on its way, and when that one fails. */
  readonly value: ReplyValueOf<C> | undefined;
  readonly problem: Problem | null;
  /** When the value was read, on the window's own clock; 0 before the first time. */
  readonly readAtMs: number;
  /** Nothing was read yet. */
  readonly isLoading: boolean;
  /** An answer is on its way. */
  readonly isReading: boolean;
  readonly reload: () => void;
}

export interface TillQueryOptions {
  /** Announcements after which to ask again; the channel's own when left out. */
  readonly topics?: readonly TillTopic[];
  /** False: do not ask yet. */
  readonly isEnabled?: boolean;
}

const RESTART_POLL_MS = 500;

// The compiler cannot see through the generic that each channel's problems are some of all problems.
const anyProblem = (problem: { readonly code: string }): Problem => problem as Problem;

/** Reads a query channel and reads it again whenever one of its topics is announced. */
export function useTillQuery<C extends QueryChannel>(channel: C, request: RequestOf<C>, options: TillQueryOptions = {}): TillQuery<C> {
  const result = useQuery<ReplyValueOf<C>, TillProblemError>({
    queryKey: [channel, request],
    queryFn: async () => {
      const reply = await callTill(channel, request);
      if (!reply.ok) throw new TillProblemError(anyProblem(reply.problem));
      return reply.value;
    },
    enabled: options.isEnabled ?? true,
    meta: { topics: options.topics ?? topicsOf[channel] },
    // While the core comes back there is nothing to announce it to this query but the clock.
    refetchInterval: (query) => (query.state.error?.problem.code === 'till-restarting' ? RESTART_POLL_MS : false),
  });
  const { refetch } = result;
  const reload = useCallback(() => void refetch(), [refetch]);
  return { value: result.data, problem: result.error?.problem ?? null, readAtMs: result.dataUpdatedAt, isLoading: result.isPending && result.isFetching, isReading: result.isFetching, reload };
}

export interface TillCommand<C extends Channel> {
  /** Sends the command; a second call while one is under way is the caller's to prevent by `isBusy`. */
  readonly run: (request: RequestOf<C>) => Promise<ReplyOf<C>>;
  readonly isBusy: boolean;
  /** Why the last run was refused. */
  readonly problem: Problem | null;
  readonly clearProblem: () => void;
}

/** Sends a command and remembers whether it is under way and how it was refused. */
export function useTillCommand<C extends Channel>(channel: C): TillCommand<C> {
  const [busyCount, setBusyCount] = useState(0);
  const [problem, setProblem] = useState<Problem | null>(null);
  const run = useCallback(async (request: RequestOf<C>): Promise<ReplyOf<C>> => {
    setBusyCount((count) => count + 1);
    const reply = await callTill(channel, request);
    setBusyCount((count) => count - 1);
    setProblem(reply.ok ? null : anyProblem(reply.problem));
    return reply;
  }, [channel]);
  const clearProblem = useCallback(() => setProblem(null), []);
  return { run, isBusy: busyCount > 0, problem, clearProblem };
}

/** Makes every component that reads this channel ask again; for what no topic announces. */
export function useReread(): (channel: QueryChannel) => void {
  const client = useQueryClient();
  return useCallback((channel) => void client.invalidateQueries({ queryKey: [channel] }), [client]);
}
