// Which sales are listed and which of them is open.
import { useCallback, useDeferredValue, useState } from 'react';
import type { Problem } from '#shared/contract/problems.ts';
import type { ReplyValueOf } from '#shared/contract/till-api.ts';
import type { SaleRow } from '#shared/contract/till/sale-channels.ts';
import type { BusinessDate } from '#shared/domain/business-date.ts';
import type { SaleId } from '#shared/domain/ids.ts';
import { useTillQuery } from '#renderer/till/use-till-query.ts';

export interface SaleChoice {
  readonly list: ReplyValueOf<'sale.list'> | undefined;
  readonly problem: Problem | null;
  readonly reload: () => void;
  readonly search: string;
  readonly setSearch: (search: string) => void;
  /** null: the open shift. */
  readonly businessDate: BusinessDate | null;
  readonly setBusinessDate: (businessDate: BusinessDate | null) => void;
  /** The chosen row; the newest one until somebody chose. */
  readonly chosen: SaleRow | null;
  readonly choose: (saleId: SaleId) => void;
  /** One row up (−1) or down (1); stays at the ends. */
  readonly move: (step: 1 | -1) => void;
}

/** Receipt numbers are capitals and digits, whatever an input method makes of them. */
export function cleanSaleSearch(typed: string): string {
  return typed.normalize('NFKC').trim().toUpperCase().slice(0, 64);
}

/** Keeps the choice while the list moves on beneath it. */
export function useSaleChoice(): SaleChoice {
  const [search, setSearch] = useState('');
  const [businessDate, setBusinessDate] = useState<BusinessDate | null>(null);
  const [chosenId, setChosenId] = useState<SaleId | null>(null);
  const wanted = useDeferredValue(cleanSaleSearch(search));
  const query = useTillQuery('sale.list', { ...(businessDate === null ? {} : { businessDate }), ...(wanted === '' ? {} : { search: wanted }) });
  const rows = query.value?.rows;
  const chosen = rows?.find((row) => row.saleId === chosenId) ?? rows?.[0] ?? null;
  const choose = useCallback((saleId: SaleId) => setChosenId(saleId), []);
  const move = (step: 1 | -1): void => {
    const at = rows?.findIndex((row) => row.saleId === chosen?.saleId) ?? -1;
    const next = rows?.[at + step];
    if (at >= 0 && next !== undefined) setChosenId(next.saleId);
  };
  return { list: query.value, problem: query.problem, reload: query.reload, search, setSearch, businessDate, setBusinessDate, chosen, choose, move };
}
