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
  /** The first one until somebody chose. */
  readonly chosen: RefundTask | null;
  readonly choose: (saleId: SaleId) => void;
  /** One task up (−1) or down (1); stays at the ends. */
  readonly move: (step: 1 | -1) => void;
}

/** A task that was settled leaves the list, and the choice moves on. */
export function useTaskChoice(): TaskChoice {
  const tasks = useTillQuery('task.list', {}).value ?? [];
  const [isShown, show] = useState(false);
  const [chosenId, choose] = useState<SaleId | null>(null);
  const oldestFirst = tasks.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt));
  const chosen = oldestFirst.find(({ saleId }) => saleId === chosenId) ?? oldestFirst[0] ?? null;
  const move = (step: 1 | -1): void => {
    const next = oldestFirst[oldestFirst.findIndex(({ saleId }) => saleId === chosen?.saleId) + step];
    if (next !== undefined) choose(next.saleId);
  };
  return { tasks: oldestFirst, isShown, show, chosen, choose, move };
}
