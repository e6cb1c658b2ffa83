// What the calls of a renewal work with, and how they read an answer that was lost.
import type { Problem } from '#shared/contract/problems.ts';
import type { TillClient } from '#shared/contract/till-api.ts';
import type { FlowEvent, FlowStep } from './renewal-flow.ts';

export interface Tools {
  readonly till: TillClient;
  readonly dispatch: (event: FlowEvent) => void;
  readonly step: () => FlowStep;
  readonly nextNo: () => number;
}

/** While the core comes back there is no announcement to wait for that could not also be lost. */
const RESTART_POLL_MS = 500;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

type Answer = { readonly ok: true } | { readonly ok: false; readonly problem: { readonly code: string } };

// The flow shows problems of several channels alike; each channel's problems are some of all problems.
export const anyProblem = (problem: { readonly code: string }): Problem => problem as Problem;

/** After these nobody knows whether it was written: it has to be looked up, not tried again. */
export const isUnsettled = (problem: { readonly code: string }): boolean => problem.code === 'till-restarting' || problem.code === 'internal';

export const isShutOut = (problem: { readonly code: string }): boolean => problem.code === 'sign-in-needed' || problem.code === 'session-locked';

/** Asks until the core is back to answer. */
export async function askUntilBack<Reply extends Answer>(ask: () => Promise<Reply>): Promise<Reply> {
  let reply = await ask();
  while (!reply.ok && isUnsettled(reply.problem)) {
    await pause(RESTART_POLL_MS);
    reply = await ask();
  }
  return reply;
}
