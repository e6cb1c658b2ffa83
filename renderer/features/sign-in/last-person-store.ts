// Who signed in last at this terminal, while the window is open. Never written anywhere.
import { create } from 'zustand';

interface LastPerson {
  readonly staffId: string | null;
  readonly remember: (staffId: string) => void;
}

export const useLastPerson = create<LastPerson>()((set) => ({
  staffId: null,
  remember: (staffId) => set({ staffId }),
}));
