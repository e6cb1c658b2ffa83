// Whether a sale can still be taken back as if it had never been made.
import { err, ok, type Result } from './base/result.ts';
import type { ShiftId, StaffId } from './ids.ts';
import type { TenderMethod, TenderWay } from './tender.ts';

export interface VoidFacts {
  readonly isVoided: boolean;
  /** Its row may have left the terminal: the carrier may act on it at any moment. */
  readonly isOffered: boolean;
  /** Something was given back on it, or is being. */
  readonly hasRefund: boolean;
  /** The same card was renewed again after it, on the strength of it. */
  readonly hasLaterSale: boolean;
  readonly tenders: readonly { readonly method: TenderMethod; readonly way: TenderWay | null }[];
  readonly soldInShift: ShiftId;
  readonly openShift: { readonly shiftId: ShiftId; readonly staffId: StaffId } | null;
  /** Whether this person answers for the open shift's drawer. */
  readonly isDrawerMine: boolean;
}

export type VoidRefusal =
  | { readonly code: 'already-voided' | 'void-too-late' | 'void-not-possible' | 'shift-closed' }
  | { readonly code: 'shift-of-other'; readonly ownerId: StaffId };

/** Money that never left this counter: notes, and a slip of the machine beside it, which has its own undo. */
function isAtCounter({ method, way }: VoidFacts['tenders'][number]): boolean {
  return method === 'cash' || (method === 'card' && way === 'stand-alone');
}

/** What makes a void impossible for good is said before what can be mended. */
export function decideVoid(facts: VoidFacts): Result<null, VoidRefusal> {
  if (facts.isVoided) return err({ code: 'already-voided' });
  if (facts.isOffered) return err({ code: 'void-too-late' });
  if (facts.hasRefund || facts.hasLaterSale || !facts.tenders.every(isAtCounter)) return err({ code: 'void-not-possible' });
  if (facts.openShift === null) return err({ code: 'shift-closed' });
  if (facts.openShift.shiftId !== facts.soldInShift) return err({ code: 'void-too-late' });
  return facts.isDrawerMine ? ok(null) : err({ code: 'shift-of-other', ownerId: facts.openShift.staffId });
}
