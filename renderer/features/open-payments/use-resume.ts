// Going from a row to its sale.
import { useCallback, useState } from 'react';
import type { Problem } from '#shared/contract/problems.ts';
import type { ReplyValueOf } from '#shared/contract/till-api.ts';
import type { SaleId } from '#shared/domain/ids.ts';
import { renewalFlow } from '#renderer/flow/renewal-flow-store.ts';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { useInbox } from './inbox-store.ts';

export type ParkedSale = ReplyValueOf<'sale.list-parked'>[number];

export interface Resume {
  readonly resume: (saleId: SaleId) => void;
  readonly isBusy: boolean;
  readonly problem: Problem | null;
}

/** The sale in hand is only shown; one laid aside is taken up first. `onShowSale` brings its screen forward. */
export function useResume(onShowSale: () => void): Resume {
  const parked = useTillQuery('sale.list-parked', {}).value;
  const close = useInbox((inbox) => inbox.close);
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const resume = useCallback(async (saleId: SaleId): Promise<void> => {
    const sale = parked?.find((one) => one.saleId === saleId);
    const leave = (): void => {
      onShowSale();
      close();
    };
    if (sale === undefined) return leave();
    setIsBusy(true);
    const refused = await renewalFlow().takeUp(sale.subscriberRef, leave);
    setIsBusy(false);
    setProblem(refused);
  }, [parked, close, onShowSale]);
  return { resume: (saleId) => void resume(saleId), isBusy, problem };
}
