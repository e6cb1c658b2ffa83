// One line per channel of the shift and its drawer: who answers it.
import { reprintShift } from '../receipt/print-queue.ts';
import { closeShift } from '../shift/close-shift.ts';
import { countShift } from '../shift/count-shift.ts';
import { currentShift } from '../shift/current-shift.ts';
import { moveCash } from '../shift/move-cash.ts';
import { openDrawer } from '../shift/open-drawer.ts';
import { openShift } from '../shift/open-shift.ts';
import { listShifts, readOpenWork, readX } from '../shift/read-shifts.ts';
import type { TillHandlers } from './till-handlers.ts';

export const shiftHandlers = {
  'shift.current': currentShift,
  'shift.open': openShift,
  'shift.close': closeShift,
  'cash.move': moveCash,
  'drawer.open': openDrawer,
  'shift.x': readX,
  'shift.count': countShift,
  'shift.open-work': readOpenWork,
  'shift.list': listShifts,
  'shift.reprint': reprintShift,
} satisfies Partial<TillHandlers>;
