// Whether the inbox is open. Lives outside the components, so that a lock comes back to it.
import { create } from 'zustand';

/** The key that opens the inbox from every screen. */
export const INBOX_KEY = 'Insert';

export interface Inbox {
  readonly isOpen: boolean;
  readonly show: () => void;
  readonly close: () => void;
}

export const useInbox = create<Inbox>()((set) => ({ isOpen: false, show: () => set({ isOpen: true }), close: () => set({ isOpen: false }) }));
