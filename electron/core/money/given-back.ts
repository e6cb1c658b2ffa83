// What a void or a refund gives back on each tender of its sale.
import { negativeFen, type Fen } from '#shared/domain/fen.ts';
import type { PaymentId } from '#shared/domain/ids.ts';
import type { TenderMethod } from '#shared/domain/tender.ts';
import type { SaleVoided } from '#shared/contract/journal-entries.ts';
import type { MoneyLine } from './money-line-repository.ts';

interface GivenBack {
  readonly paymentId: PaymentId;
  readonly method: TenderMethod;
  readonly amountFen: Fen;
}

/** As the journal and the gateway name it. */
export function namedBack(lines: readonly GivenBack[]): SaleVoided['tenders'] {
  return lines.map(({ paymentId, method, amountFen }) => ({ paymentId, method, amount: amountFen }));
}

/** As the books count it. */
export function countedBack(lines: readonly Omit<GivenBack, 'paymentId'>[]): MoneyLine[] {
  return lines.map(({ method, amountFen }) => ({ kind: 'tender-back', method, amountFen: negativeFen(amountFen) }));
}
