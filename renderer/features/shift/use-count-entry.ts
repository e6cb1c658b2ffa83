// A count of cash while it is being typed: one total, or piece by piece.
import { useState } from 'react';
import { create } from 'zustand';
import { countedSum, denominationsFen, type DenominationCount, type DenominationFen } from '#shared/domain/denominations.ts';
import { fen, type Fen } from '#shared/domain/fen.ts';
import { typedDigits } from '#renderer/ui/typed-digits.ts';
import { useAmountEntry, type AmountEntry } from '#renderer/ui/use-amount-entry.ts';

export type CountWay = 'total' | 'pieces';

/** What the till is told of a count. */
export interface Counted {
  readonly countedFen: Fen;
  readonly denominations?: DenominationCount[];
}

/** How people here count; stays for the next count. */
const useCountWay = create<{ readonly way: CountWay; readonly choose: (way: CountWay) => void }>()((set) => ({ way: 'total', choose: (way) => set({ way }) }));

type Pieces = Readonly<Partial<Record<DenominationFen, string>>>;

export interface CountEntry {
  readonly way: CountWay;
  readonly choose: (way: CountWay) => void;
  readonly total: AmountEntry;
  readonly pieces: Pieces;
  readonly typePieces: (valueFen: DenominationFen, digits: string) => void;
  /** Nothing was typed yet. */
  readonly isEmpty: boolean;
  /** null: empty, or not an amount. */
  readonly countedFen: Fen | null;
  /** Somebody tried to go on without having counted a piece. */
  readonly isPiecesMissing: boolean;
  /** Puts a total in and counts by total. */
  readonly put: (amountFen: Fen) => void;
  /** Shows from now on what is wrong; answers the count when nothing is. */
  readonly insist: () => Counted | null;
}

const mostDigits = 5;

const countsOf = (pieces: Pieces): DenominationCount[] => denominationsFen.map((valueFen) => ({ valueFen, pieces: Number(pieces[valueFen] ?? '') }));

/** Starts empty: cash that was not counted must not stand there by itself. */
export function useCountEntry(): CountEntry {
  const { way, choose } = useCountWay();
  const total = useAmountEntry();
  const [pieces, setPieces] = useState<Pieces>({});
  const [isInsisting, setIsInsisting] = useState(false);
  const hasPieces = Object.values(pieces).some((digits) => digits !== '');
  const piecesFen = hasPieces ? countedSum(countsOf(pieces)) : null;
  const byPieces = way === 'pieces';
  const insist = (): Counted | null => {
    if (!byPieces) {
      const countedFen = total.insist();
      return countedFen === null ? null : { countedFen };
    }
    setIsInsisting(true);
    return piecesFen === null ? null : { countedFen: piecesFen, denominations: countsOf(pieces).filter((count) => count.pieces > 0) };
  };
  return {
    way, choose, total, pieces, insist,
    typePieces: (valueFen, digits) => {
      setIsInsisting(false);
      setPieces((now) => ({ ...now, [valueFen]: typedDigits(digits, mostDigits) }));
    },
    isEmpty: byPieces ? !hasPieces : total.text.trim() === '',
    countedFen: byPieces ? piecesFen : total.amountFen,
    isPiecesMissing: byPieces && isInsisting && !hasPieces,
    put: (amountFen) => {
      choose('total');
      total.put(amountFen);
    },
  };
}

/** Pieces times value. */
export function pieceSum(valueFen: DenominationFen, digits: string | undefined): Fen {
  return fen(valueFen * Number(digits ?? ''));
}
