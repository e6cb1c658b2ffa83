// The fields of an electronic tender and the keypad that types into whichever of them was used last.
import { useEffect, useRef, useState, type RefObject } from 'react';
import type { Fen } from '#shared/domain/fen.ts';
import { amountText, readPart, type PartEntry } from './amount-part.ts';
import { typedCash } from './cash-entry.ts';

export interface PartAmount {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly text: string;
  readonly entry: PartEntry;
  readonly type: (text: string) => void;
  readonly press: (key: string) => void;
  readonly focus: () => void;
}

/** Starts with everything that is left, and follows it until somebody types. */
export function usePartAmount(mostFen: Fen): PartAmount {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  // What was typed for an earlier rest means nothing for the next one.
  useEffect(() => setTyped(null), [mostFen]);
  const text = typed ?? amountText(mostFen);
  return {
    input, text, entry: readPart(text, mostFen), type: setTyped, press: (key) => setTyped(typedCash(text, key, typed === null)),
    focus: () => {
      input.current?.focus();
      input.current?.select();
    },
  };
}
