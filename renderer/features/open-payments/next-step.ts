// The one safe next step of a row, and the others that are safe too; pure.
import type { OpenPayment } from '#shared/contract/till/payment-channels.ts';

export type RowStep = 'ask' | 'undo' | 'give-back' | 'resume';

type Facts = Pick<OpenPayment, 'actions' | 'saleState'>;

const stepOf: Readonly<Record<OpenPayment['actions'][number], RowStep>> = {
  'wait': 'ask', 'ask': 'ask', 'undo': 'undo', 'give-back': 'give-back', 'complete-sale': 'resume', 'confirm-machine': 'resume', 'decline-machine': 'resume', 'force': 'resume',
};

/** What is typed in (a slip, a wallet's number) and what completes a sale is done at the sale; there is none any more once it is over. */
export function rowSteps({ actions, saleState }: Facts): readonly RowStep[] {
  const canResume = saleState === 'open' || saleState === 'parked';
  const steps = actions.map((action) => stepOf[action]).filter((step) => step !== 'resume' || canResume);
  return [...new Set(canResume && !steps.includes('resume') ? [...steps, 'resume' as const] : steps)];
}

/** Asked for how many rows: a parked sale whose payment is in the list is the same matter. */
export function openCount(payments: readonly Pick<OpenPayment, 'saleId'>[], parked: readonly { readonly saleId: OpenPayment['saleId'] }[]): number {
  const sales = new Set(payments.map(({ saleId }) => saleId));
  return payments.length + parked.filter(({ saleId }) => !sales.has(saleId)).length;
}
