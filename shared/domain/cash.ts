// Cash at the counter: change, the amounts offered as keys, rounding by store policy.
import { invariant } from './base/invariant.ts';
import { err, ok, type Result } from './base/result.ts';
import { addFen, fen, subtractFen, type Fen } from './fen.ts';

/** What goes back to the customer; refused with what is missing when too little was handed over. */
export function changeDue(dueFen: Fen, receivedFen: Fen): Result<Fen, { code: 'tender-short'; missingFen: Fen }> {
  if (receivedFen < dueFen) return err({ code: 'tender-short', missingFen: subtractFen(dueFen, receivedFen) });
  return ok(subtractFen(receivedFen, dueFen));
}

// Notes in use, and the largest of them, in fen.
const notesFen = [100, 500, 1000, 2000, 5000, 10000] as const;
const largestNoteFen = 10000;

/**
 * Amounts customers are likely to hand over when they do not have it exactly: at least two and at most three, each
 * above the due amount, ascending. The exact amount has a key of its own.
 */
export function quickAmounts(dueFen: Fen): readonly Fen[] {
  if (dueFen <= 0) return [];
  // Paying with notes of one kind only makes sense when they do not give the exact amount anyway.
  const roundSums = notesFen.filter((note) => dueFen % note !== 0).map((note) => nextMultiple(dueFen, note));
  const distinct = [...new Set(roundSums)].sort((a, b) => a - b);
  while (distinct.length < 2) distinct.push(nextMultiple(distinct.at(-1) ?? dueFen, largestNoteFen));
  // The smallest sum is the likeliest; among the rest large notes are.
  const offered = distinct.length > 3 ? [...distinct.slice(0, 1), ...distinct.slice(-2)] : distinct;
  return offered.map(fen);
}

function nextMultiple(above: number, step: number): number {
  return above - (above % step) + step;
}

/** none: to the fen. half-up-10: to 10 fen, halves up. down-10: down to 10 fen. */
export type CashRounding = 'none' | 'half-up-10' | 'down-10';

/** Rounds the cash part of an amount due by store policy. The difference belongs on a line of its own. */
export function roundCash(dueFen: Fen, policy: CashRounding): Fen {
  invariant(dueFen >= 0, 'only what is still due is rounded, and that is never negative');
  if (policy === 'none') return dueFen;
  const cut = dueFen % 10;
  const down = subtractFen(dueFen, fen(cut));
  return policy === 'half-up-10' && cut >= 5 ? addFen(down, fen(10)) : down;
}
