// What became of the core, kept across the screens: a core that restarted has signed everybody out.
import { create } from 'zustand';
import type { TopicEvent } from '#shared/contract/till-topics.ts';

export type HostState = NonNullable<TopicEvent['host']>;

export interface HostWatch {
  readonly state: HostState | null;
  readonly tell: (state: HostState | null) => void;
}

/** Null while there is nothing to say. */
export const useHostState = create<HostWatch>()((set) => ({ state: null, tell: (state) => set({ state }) }));
