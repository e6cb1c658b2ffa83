// Which screen the rail has chosen.
import { create } from 'zustand';

export type ScreenName = 'sell' | 'transactions' | 'shift' | 'settings';

export interface ScreenChoice {
  readonly screen: ScreenName;
  readonly show: (screen: ScreenName) => void;
}

/** Lives outside the components, so that a lock comes back to the same screen. */
export const useScreen = create<ScreenChoice>()((set) => ({ screen: 'sell', show: (screen) => set({ screen }) }));
