// An export on its way: begun, watched, cancelled; it goes on while its sheet is closed.
import { useEffect, useState } from 'react';
import type { Problem } from '#shared/contract/problems.ts';
import type { ExportState } from '#shared/contract/till/review-channels.ts';
import { useTillCommand, useTillQuery } from '#renderer/till/use-till-query.ts';
import type { DayRange } from './day-range.ts';

export interface ExportRun {
  readonly state: ExportState | null;
  readonly problem: Problem | null;
  readonly isStarting: boolean;
  readonly start: (range: DayRange, format: 'csv' | 'xlsx') => void;
  readonly cancel: () => void;
}

const WATCH_MS = 500;

/** Whole per cent of the rows; 100 only once it is done. */
export function percentOf({ state, rowsDone, rowsTotal }: ExportState): number {
  if (state === 'done') return 100;
  return rowsTotal <= 0 ? 0 : Math.min(99, Math.floor((rowsDone * 100) / rowsTotal));
}

export function useExport(): ExportRun {
  const [begun, setBegun] = useState<ExportState | null>(null);
  const begin = useTillCommand('review.export');
  const stop = useTillCommand('review.export-cancel');
  const exportId = begun?.exportId ?? '';
  const isOver = begun !== null && begun.state !== 'running';
  const watch = useTillQuery('review.export-state', { exportId }, { isEnabled: begun !== null && !isOver });
  const { value: watched, reload } = watch;
  const state = isOver || watched === undefined || watched.exportId !== exportId ? begun : watched;
  const isRunning = state?.state === 'running';
  useEffect(() => {
    if (!isRunning) return undefined;
    // Not every step is announced.
    const timer = setInterval(reload, WATCH_MS);
    return () => clearInterval(timer);
  }, [isRunning, reload]);
  const start = (range: DayRange, format: 'csv' | 'xlsx'): void => void begin.run({ ...range, format }).then((reply) => {
    if (reply.ok) setBegun(reply.value);
  });
  const cancel = (): void => void stop.run({ exportId }).then((reply) => {
    if (reply.ok) setBegun(reply.value);
  });
  return { state, problem: begin.problem ?? stop.problem ?? (isRunning ? watch.problem : null), isStarting: begin.isBusy, start, cancel };
}
