// The count that was committed and not closed yet: whoever looks something up meanwhile finds it again.
import { create } from 'zustand';
import type { ShiftCount } from '#shared/contract/till/shift-channels.ts';
import type { ShiftId, StaffId } from '#shared/domain/ids.ts';
import type { Counted } from './use-count-entry.ts';

export interface CommittedCount {
  readonly shiftId: ShiftId;
  /** Who counted: for anybody else what should be there stays unsaid. */
  readonly staffId: StaffId;
  readonly counted: Counted;
  readonly count: ShiftCount;
}

export interface CommittedCounts {
  readonly committed: CommittedCount | null;
  readonly keep: (committed: CommittedCount) => void;
  readonly forget: () => void;
}

/** At most one: a terminal has one drawer. */
export const useCommittedCounts = create<CommittedCounts>()((set) => ({
  committed: null,
  keep: (committed) => set({ committed }),
  forget: () => set({ committed: null }),
}));
