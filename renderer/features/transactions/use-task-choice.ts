// Which refund task is open, and whether the tasks are shown in place of the sales.
import { useState } from 'react';
import { saleIdSchema } from '#shared/contract/values.ts';
import type { RefundTask } from '#shared/contract/till/undo-channels.ts';
import type { SaleId } from '#shared/domain/ids.ts';
import { useTillQuery } from '#renderer/till/use-till-query.ts';

/** Stands in a query that is not asked. */
export const noSale: SaleId = saleIdSchema.parse('00000000-0000-7000-8000-000000000000');

export interface TaskChoice {
  readonly tasks: readonly RefundTask[];
  readonly isShown: boolean;
  readonly show: (isShown: boolean) => void;
  /** The sale beside the list: the first one until somebody chose; one that was settled stays until another is chosen. */
  readonly chosenId: SaleId | null;
  /** Its task; null once that is settled. */
  readonly chosen: RefundTask | null;
  readonly choose: (saleId: SaleId) => void;
  /** One task up (−1) or down (1); stays at the ends. */
  readonly move: (step: 1 | -1) => void;
}

/** A task that was settled leaves the list at once; its sale does not, because the cash to hand out stands in its dialog. */
export function useTaskChoice(): TaskChoice {
  const tasks = useTillQuery('task.list', {}).value ?? [];
  const [isShown, setIsShown] = useState(false);
  const [chosenId, choose] = useState<SaleId | null>(null);
  const oldestFirst = tasks.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt));
  const first = oldestFirst[0];
  if (isShown && chosenId === null && first !== undefined) choose(first.saleId);
  const show = (next: boolean): void => {
    setIsShown(next);
    choose(null);
  };
  const move = (step: 1 | -1): void => {
    const next = oldestFirst[oldestFirst.findIndex(({ saleId }) => saleId === chosenId) + step];
    if (next !== undefined) choose(next.saleId);
  };
  return { tasks: oldestFirst, isShown, show, chosenId, chosen: oldestFirst.find(({ saleId }) => saleId === chosenId) ?? null, choose, move };
}
