// One line per channel of the manager's day: who answers it.
import { cancelExport, readExport, startExport } from '../review/export-review.ts';
import { readReview, readTrend } from '../review/read-review.ts';
import { readRows } from '../review/read-rows.ts';
import { readStory } from '../review/read-story.ts';
import { reconcileStatement } from '../review/reconcile-statement.ts';
import { readStoreDay } from '../review/store-day.ts';
import type { TillHandlers } from './till-handlers.ts';

export const reviewHandlers = {
  'review.read': readReview,
  'review.rows': readRows,
  'review.story': readStory,
  'review.trend': readTrend,
  'review.store': readStoreDay,
  'review.export': startExport,
  'review.export-state': readExport,
  'review.export-cancel': cancelExport,
  'review.reconcile': reconcileStatement,
} satisfies Partial<TillHandlers>;
