// What the payment panel may ask of the part that is open.
import type { Fen } from '#shared/domain/fen.ts';

export interface PartHandle {
  /** Puts the focus back into its field. */
  readonly focus: () => void;
  /** The part of the amount due that stands in its field; null where it cannot be read, left out where there is none. */
  readonly amountFen?: () => Fen | null;
}
