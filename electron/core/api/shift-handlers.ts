// One line per channel of the shift and its drawer: who answers it.
import { closeShift } from '../shift/close-shift.ts';
import { currentShift } from '../shift/current-shift.ts';
import { openShift } from '../shift/open-shift.ts';
import type { TillHandlers } from './till-handlers.ts';

/** Until its use case is there. */
const notWired = (): never => {
  throw new Error('not wired yet');
};

export const shiftHandlers = {
  'shift.current': currentShift,
  'shift.open': openShift,
  'shift.close': closeShift,
  'cash.move': notWired,
  'drawer.open': notWired,
  'shift.x': notWired,
  'shift.count': notWired,
  'shift.open-work': notWired,
  'shift.list': notWired,
  'shift.reprint': notWired,
} satisfies Partial<TillHandlers>;
