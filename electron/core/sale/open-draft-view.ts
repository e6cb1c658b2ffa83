// Whether a sale can still be worked on.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import type { SaleId } from '#shared/domain/ids.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { ReadDb } from '../store/sql.ts';
import { readDraft, type DraftRow } from './sale-repository.ts';

/** The draft, in hand or laid aside, unless its sale is completed or was given up. */
export function stillOpen(db: ReadDb, saleId: SaleId): Result<DraftRow, ProblemOf<'sale-unknown' | 'sale-already-completed'>> {
  const draft = readDraft(db, saleId);
  if (draft?.state === 'completed') return err({ code: 'sale-already-completed' });
  return draft === null || draft.state === 'abandoned' ? err({ code: 'sale-unknown' }) : ok(draft);
}
