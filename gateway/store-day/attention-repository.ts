// What a person has to look at. Once per kind and subject.
import type { SqlRunner } from '../store/gateway-db.ts';

export type AttentionKind = 'refund-conflict' | 'refund-stuck' | 'payment-late-word' | 'payment-forced' | 'void-too-late';

export interface Attention {
  readonly terminalId: string;
  readonly kind: AttentionKind;
  /** Id of the refund, payment or sale. */
  readonly subject: string;
  readonly saleId: string | null;
  readonly amountFen: number;
  readonly at: string;
  readonly businessDate: string;
}

export async function noteAttention(tx: SqlRunner, one: Attention): Promise<void> {
  await tx.query(
    `INSERT INTO attention (terminal_id, store_id, business_date, kind, subject, sale_id, amount_fen, at)
      SELECT terminal_id, store_id, $2, $3, $4, $5, $6::bigint, $7 FROM terminals WHERE terminal_id = $1 ON CONFLICT DO NOTHING`,
    [one.terminalId, one.businessDate, one.kind, one.subject, one.saleId, one.amountFen, one.at],
  );
}
