// All rows of a figure, read page after page so that the table may sort and add them up.
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Problem } from '#shared/contract/problems.ts';
import type { ReviewRow } from '#shared/contract/till/review-channels.ts';
import { fen, sumFen, type Fen } from '#shared/domain/fen.ts';
import { till } from '#renderer/till/till-client.ts';
import type { DayRange } from './day-range.ts';
import type { OpenFigure } from './figure-button.tsx';

/** After so many rows somebody has to ask for more: a year of sales is read in an export. */
export const rowsAtOnce = 10_000;

export interface RowsRead {
  readonly rows: readonly ReviewRow[];
  /** Of all rows, also of those not read yet; null before the first answer. */
  readonly sumFen: Fen | null;
  readonly count: number;
  /** Every row is here, and so the sum of what is shown is the whole one. */
  readonly isWhole: boolean;
  readonly isReading: boolean;
  readonly shownFen: Fen;
  readonly problem: Problem | null;
  readonly readOn: () => void;
}

interface Held {
  readonly rows: readonly ReviewRow[];
  readonly sumFen: Fen | null;
  readonly count: number;
  readonly hasMore: boolean;
  readonly problem: Problem | null;
}

const nothing: Held = { rows: [], sumFen: null, count: 0, hasMore: true, problem: null };

async function readPage(range: DayRange, { figure, key }: OpenFigure, before: Held): Promise<Held> {
  const last = before.rows.at(-1);
  const after = last === undefined ? {} : { after: { businessDate: last.businessDate, seq: last.seq, line: last.line } };
  const reply = await till['review.rows']({ ...range, figure, ...(key === undefined ? {} : { key }), ...after });
  if (!reply.ok) return { ...before, problem: reply.problem };
  const { rows, sumFen: sum, count, hasMore } = reply.value;
  return { rows: [...before.rows, ...rows], sumFen: sum, count, hasMore: hasMore && rows.length > 0, problem: null };
}

/** Starts at once; stops when the component goes. */
export function useRows(range: DayRange, figure: OpenFigure): RowsRead {
  const [held, setHeld] = useState<Held>(nothing);
  const [wanted, setWanted] = useState(rowsAtOnce);
  const isBusy = useRef(false);
  const isWanted = held.problem === null && held.hasMore && held.rows.length < wanted;
  useEffect(() => {
    if (!isWanted || isBusy.current) return;
    isBusy.current = true;
    const readNext = async (): Promise<void> => {
      const next = await readPage(range, figure, held);
      isBusy.current = false;
      setHeld(next);
    };
    void readNext();
  }, [range, figure, held, isWanted]);
  const shownFen = useMemo(() => sumFen(held.rows.map((row) => row.amountFen)), [held.rows]);
  const readOn = (): void => {
    setHeld((before) => ({ ...before, problem: null }));
    setWanted((before) => (held.rows.length >= before ? before + rowsAtOnce : before));
  };
  return { rows: held.rows, sumFen: held.sumFen, count: held.count, isWhole: !held.hasMore, isReading: isWanted, shownFen: held.rows.length === 0 ? fen(0) : shownFen, problem: held.problem, readOn };
}
