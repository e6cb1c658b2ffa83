// What the preload script puts into the window: the only way from the page to the till.
import type { TopicEvent } from './till-topics.ts';

export interface TillBridge {
  /** Answers with an envelope; see till-api.ts for the channels and their replies. */
  call(channel: string, request: unknown): Promise<unknown>;
  /** Hears the announcements of the till until the returned function is called. */
  on(listener: (event: TopicEvent) => void): () => void;
}
