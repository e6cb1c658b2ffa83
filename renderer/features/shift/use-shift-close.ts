// Counting and closing: the count is committed before anybody is told what should be there, then the close goes over it.
import { useState } from 'react';
import type { Problem } from '#shared/contract/problems.ts';
import type { ShiftCount, ZReport } from '#shared/contract/till/shift-channels.ts';
import { fen } from '#shared/domain/fen.ts';
import type { ShiftId, StaffId } from '#shared/domain/ids.ts';
import { reasonText } from '#shared/i18n/reason-texts.ts';
import { sendApproved } from '#renderer/flow/approval-store.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { useTillCommand, useTillQuery } from '#renderer/till/use-till-query.ts';
import { useCommittedCounts, type CommittedCount } from './committed-count-store.ts';
import type { Counted } from './use-count-entry.ts';

export interface ShiftClose {
  /** The committed count of this shift and person; null as long as there is none. */
  readonly committed: CommittedCount | null;
  readonly isBusy: boolean;
  readonly problem: Problem | null;
  readonly clearProblem: () => void;
  readonly commit: (counted: Counted) => Promise<void>;
  readonly recount: () => void;
  readonly close: (reason: string) => Promise<void>;
}

/** Nothing to explain, nobody to ask, nothing left behind: the count closes the shift by itself. */
const isPlain = (count: ShiftCount): boolean => count.overShortFen === 0 && !count.needsReason && !count.needsApproval && count.openWork.length === 0;

export function useShiftClose(shiftId: ShiftId, onClosed: (z: ZReport) => void): ShiftClose {
  const staffId: StaffId | undefined = useTillQuery('session.read', {}).value?.person?.staffId;
  const locale = useLocale();
  const counting = useTillCommand('shift.count');
  const closing = useTillCommand('shift.close');
  const { committed: last, keep, forget } = useCommittedCounts();
  const [isSending, setIsSending] = useState(false);
  const committed = last !== null && last.shiftId === shiftId && last.staffId === staffId ? last : null;
  const clearProblem = (): void => {
    counting.clearProblem();
    closing.clearProblem();
  };
  /** Whether the shift is closed now. */
  const closeOver = async (counted: Counted, count: ShiftCount, reason: string): Promise<boolean> => {
    setIsSending(true);
    const differenceFen = fen(Math.abs(count.overShortFen));
    const reply = await sendApproved(
      (approval) => closing.run({ shiftId, ...counted, ...(reason === '' ? {} : { reason }), ...approval }),
      { operation: 'shift.close-difference', amountFen: (operation) => (operation === 'shift.close-difference' ? differenceFen : fen(0)), subject: shiftId, ...(reason === '' ? {} : { about: reasonText(reason, locale) }) },
    );
    setIsSending(false);
    if (reply === null) clearProblem();
    if (reply?.ok !== true) return false;
    forget();
    onClosed(reply.value);
    return true;
  };
  const commit = async (counted: Counted): Promise<void> => {
    clearProblem();
    const reply = await counting.run({ shiftId, ...counted });
    if (!reply.ok || staffId === undefined) return;
    // A count that closes by itself has nothing to be looked at; only where the close fails it has to stand somewhere.
    if (isPlain(reply.value) && await closeOver(counted, reply.value, '')) return;
    keep({ shiftId, staffId, counted, count: reply.value });
  };
  return {
    committed, clearProblem, commit,
    isBusy: counting.isBusy || closing.isBusy || isSending,
    problem: isSending ? null : (counting.problem ?? closing.problem),
    recount: () => {
      clearProblem();
      forget();
    },
    close: async (reason) => {
      if (committed !== null) await closeOver(committed.counted, committed.count, reason);
    },
  };
}
