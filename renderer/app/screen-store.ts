// Which screen the rail has chosen.
import { create } from 'zustand';

export type ScreenName = 'sell' | 'transactions' | 'shift' | 'review' | 'settings';

export interface ScreenChoice {
  readonly screen: ScreenName;
  /** Whose choice it is; null before the first sign-in. */
  readonly staffId: string | null;
  /** Notes who is here now; true when that is somebody else than before. */
  readonly takeOver: (staffId: string) => boolean;
  readonly show: (screen: ScreenName) => void;
}

/** Lives outside the components, so that a lock comes back to the same screen. */
export const useScreen = create<ScreenChoice>()((set, get) => ({
  screen: 'sell',
  staffId: null,
  takeOver: (staffId) => {
    if (get().staffId === staffId) return false;
    set({ staffId, screen: 'sell' });
    return true;
  },
  show: (screen) => set({ screen }),
}));
