// Which sales can be given back at all.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import type { SqlRunner } from '../store/gateway-db.ts';
import { readTenders, type PaidTender, type SaleRow } from './refund-repository.ts';

export interface OpenSale {
  readonly sale: SaleRow;
  readonly tenders: readonly PaidTender[];
}

/** Sales of the store that were not taken back and for which something was paid; with what was paid, and is left, of each tender. */
export async function openForRefund(
  db: SqlRunner, sale: SaleRow | null, storeId: string,
): Promise<Result<OpenSale, { readonly code: 'refund-sale-unknown' | 'refund-not-possible' }>> {
  if (sale === null || sale.storeId !== storeId) return err({ code: 'refund-sale-unknown' });
  const tenders = await readTenders(db, sale.saleId);
  return sale.isVoided || tenders.length === 0 ? err({ code: 'refund-not-possible' }) : ok({ sale, tenders });
}
