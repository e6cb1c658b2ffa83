// What a refund would do, asked anew for every amount. Never from a cache: each preview mints the id of its refund.
import { useCallback, useEffect, useState } from 'react';
import type { Problem } from '#shared/contract/problems.ts';
import type { RefundPreview } from '#shared/contract/till/undo-channels.ts';
import type { Fen } from '#shared/domain/fen.ts';
import type { SaleId } from '#shared/domain/ids.ts';
import { callTill } from '#renderer/till/till-client.ts';

export interface RefundPreviewReading {
  /** The newest one; of another amount than the wanted one while a new one is on its way. */
  readonly preview: RefundPreview | null;
  readonly problem: Problem | null;
  readonly isAsking: boolean;
  readonly reload: () => void;
}

const SETTLE_MS = 250;

/** `amountFen`: null asks nothing, 'all' what is left. Waits until the typing pauses. */
export function useRefundPreview(saleId: SaleId, amountFen: Fen | 'all' | null): RefundPreviewReading {
  const [preview, setPreview] = useState<RefundPreview | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isAsking, setIsAsking] = useState(true);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (amountFen === null) return undefined;
    let isStale = false;
    const ask = async (): Promise<void> => {
      setIsAsking(true);
      const reply = await callTill('refund.preview', { saleId, ...(amountFen === 'all' ? {} : { amountFen }) });
      if (isStale) return;
      setIsAsking(false);
      setProblem(reply.ok ? null : reply.problem);
      setPreview(reply.ok ? reply.value : null);
    };
    const timer = setTimeout(() => void ask(), amountFen === 'all' ? 0 : SETTLE_MS);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [saleId, amountFen, turn]);
  const reload = useCallback(() => setTurn((now) => now + 1), []);
  return { preview, problem, isAsking, reload };
}
