// Notes and coins in use, and what a count of them comes to.
import { fen, sumFen, timesFen, type Fen } from './fen.ts';

/** 100, 50, 20, 10, 5, 1 yuan, 5 and 1 jiao, in fen. */
export const denominationsFen = [10_000, 5000, 2000, 1000, 500, 100, 50, 10] as const;
export type DenominationFen = (typeof denominationsFen)[number];

export interface DenominationCount {
  readonly valueFen: DenominationFen;
  readonly pieces: number;
}

/** What the counted pieces come to. */
export function countedSum(counts: readonly DenominationCount[]): Fen {
  return sumFen(counts.map(({ valueFen, pieces }) => timesFen(fen(valueFen), pieces)));
}
