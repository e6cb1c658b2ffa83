// Money lines of one journal entry as the store's day counts them: pure.
import { fen } from '#shared/domain/fen.ts';
import type { RefundCompleted, SaleCompleted, SaleVoided, ShiftClosed } from '#shared/contract/journal-entries.ts';

export type StoreLineKind = 'sale' | 'void' | 'refund' | 'rounding' | 'tender' | 'tender-back' | 'over-short' | 'shift-opened';

export interface StoreLine {
  readonly kind: StoreLineKind;
  readonly amountFen: number;
  readonly saleId?: string;
  readonly paymentId?: string;
  readonly method?: string;
  readonly planId?: string;
}

/** Sum of the tenders is the total with its rounding. */
export function linesOfSale({ saleId, total, lines, tenders, rounding = fen(0) }: SaleCompleted): readonly StoreLine[] {
  const planId = lines[0]?.planId;
  return [
    { kind: 'sale', saleId, amountFen: total, ...(planId !== undefined && { planId }) },
    ...roundingLine(saleId, rounding),
    ...tenders.map(({ paymentId, method, amount }): StoreLine => ({ kind: 'tender', saleId, paymentId, method, amountFen: amount })),
  ];
}

export function linesOfVoid({ saleId, total, tenders }: SaleVoided): readonly StoreLine[] {
  const backFen = tenders.reduce((sum, { amount }) => sum + amount, 0);
  return [{ kind: 'void', saleId, amountFen: 0 - total }, ...roundingLine(saleId, total - backFen), ...backLines(saleId, tenders)];
}

export function linesOfRefund({ saleId, amount, lines }: RefundCompleted): readonly StoreLine[] {
  return [{ kind: 'refund', saleId, amountFen: 0 - amount }, ...backLines(saleId, lines)];
}

export function linesOfClose({ overShortFen }: ShiftClosed): readonly StoreLine[] {
  return [{ kind: 'over-short', amountFen: overShortFen }];
}

function roundingLine(saleId: string, amountFen: number): readonly StoreLine[] {
  return amountFen === 0 ? [] : [{ kind: 'rounding', saleId, amountFen }];
}

function backLines(saleId: string, tenders: SaleVoided['tenders']): readonly StoreLine[] {
  return tenders.map(({ paymentId, method, amount }) => ({ kind: 'tender-back', saleId, paymentId, method, amountFen: 0 - amount }));
}
