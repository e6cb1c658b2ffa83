// What was done at the drawer without a sale, under the id of the press that asked for it.
import { z } from 'zod';
import type { Fen } from '#shared/domain/fen.ts';
import type { MoveId, ShiftId } from '#shared/domain/ids.ts';
import { fenSchema, shiftIdSchema } from '#shared/contract/values.ts';
import type { ReadDb, WriteDb } from '../store/sql.ts';

export interface DrawerAct {
  readonly moveId: MoveId;
  readonly shiftId: ShiftId;
  /** open: no cash moved. */
  readonly act: 'in' | 'out' | 'drop' | 'open';
  readonly amountFen: Fen;
  readonly reason: string;
}

const actRow = z.object({ shift_id: shiftIdSchema, act: z.enum(['in', 'out', 'drop', 'open']), amount_fen: fenSchema, reason: z.string() });

/** Whether this press was booked before: as it is now, or with other content. */
export function earlierAct(db: ReadDb, act: DrawerAct): 'none' | 'same' | 'other' {
  const row = db.one('SELECT shift_id, act, amount_fen, reason FROM drawer_act WHERE move_id = ?', [act.moveId], actRow);
  if (row === null) return 'none';
  const isSame = row.shift_id === act.shiftId && row.act === act.act && row.amount_fen === act.amountFen && row.reason === act.reason;
  return isSame ? 'same' : 'other';
}

/** In the transaction that writes the journal row. */
export function insertAct(db: WriteDb, seq: number, { moveId, shiftId, act, amountFen, reason }: DrawerAct): void {
  db.run('INSERT INTO drawer_act (move_id, seq, shift_id, act, amount_fen, reason) VALUES (?, ?, ?, ?, ?, ?)', [moveId, seq, shiftId, act, amountFen, reason]);
}
