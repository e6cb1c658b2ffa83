// What stands in the search box; shared by the box, the number pad and the big button.
import { create } from 'zustand';

export interface LookUpText {
  readonly text: string;
  readonly type: (text: string) => void;
}

/** The number is in full here only while it is being typed: a look-up empties the box. */
export const useLookUpText = create<LookUpText>()((set) => ({ text: '', type: (text) => set({ text }) }));
