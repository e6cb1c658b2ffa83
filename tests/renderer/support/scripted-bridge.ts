// A till for component tests: answers are scripted per channel, calls are kept, topics are announced by hand.
import type { Channel, ParsedRequestOf, ReplyOf } from '#shared/contract/till-api.ts';
import type { TillBridge } from '#shared/contract/till-bridge.ts';
import type { TopicEvent } from '#shared/contract/till-topics.ts';

export type Answers = { [C in Channel]?: (request: ParsedRequestOf<C>) => ReplyOf<C> | Promise<ReplyOf<C>> };

export interface ScriptedBridge extends TillBridge {
  /** Every call so far, oldest first. */
  readonly calls: { readonly channel: string; readonly request: unknown }[];
  /** Replaces some answers. */
  readonly script: (answers: Answers) => void;
  readonly announce: (event: Omit<TopicEvent, 'revision'>) => void;
}

/** A channel without an answer never answers: the screen stays in its waiting state. */
export function scriptedBridge(first: Answers): ScriptedBridge {
  const answers: Record<string, unknown> = { ...first };
  const calls: ScriptedBridge['calls'] = [];
  const listeners = new Set<(event: TopicEvent) => void>();
  let revision = 0;
  return {
    calls,
    script: (more) => Object.assign(answers, more),
    announce: (event) => {
      revision += 1;
      for (const listener of listeners) listener({ ...event, revision });
    },
    call: (channel, request) => {
      calls.push({ channel, request });
      // Each entry was typed for its own channel above; by name the pairing is lost to the compiler.
      const answer = answers[channel] as ((request: unknown) => unknown) | undefined;
      return answer === undefined ? new Promise(() => undefined) : Promise.resolve(answer(request));
    },
    on: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
