// An amount while it is being typed.
import { useCallback, useState } from 'react';
import { parseYuan, formatYuan, type Fen } from '#shared/domain/fen.ts';

export interface AmountEntry {
  readonly text: string;
  /** null: empty, or not an amount. */
  readonly amountFen: Fen | null;
  /** What is wrong with it, once somebody tried to go on. */
  readonly lack: 'missing' | 'unreadable' | null;
  readonly type: (text: string) => void;
  readonly put: (amountFen: Fen) => void;
  /** Shows from now on what is wrong; answers the amount when nothing is. */
  readonly insist: () => Fen | null;
}

const longestText = 16;

/** Starts empty: an amount that was not counted must not stand there by itself. */
export function useAmountEntry(): AmountEntry {
  const [text, setText] = useState('');
  const [isInsisting, setIsInsisting] = useState(false);
  const parsed = parseYuan(text);
  const amountFen = parsed.ok ? parsed.value : null;
  const lack = amountFen !== null ? null : (text.trim() === '' ? 'missing' : 'unreadable');
  const type = useCallback((next: string) => {
    setText(next.slice(0, longestText));
    setIsInsisting(false);
  }, []);
  const put = useCallback((amount: Fen) => type(formatYuan(amount)), [type]);
  const insist = useCallback(() => {
    setIsInsisting(true);
    return amountFen;
  }, [amountFen]);
  return { text, amountFen, lack: isInsisting ? lack : null, type, put, insist };
}
