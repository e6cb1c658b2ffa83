// What may be done with a sale: print it again, take it back, give money back.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaleRow } from '#shared/contract/till/sale-channels.ts';
import { useTillCommand } from '#renderer/till/use-till-query.ts';
import { loadedApart } from '#renderer/ui/loaded-apart.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { UndoSale } from './undo-sale.tsx';

const RefundDialog = loadedApart(async () => (await import('./refund-dialog.tsx')).RefundDialog);

/** Something is left to give back; what is on its way is as good as gone. */
export function canRefund(sale: Pick<SaleRow, 'voided' | 'totalFen' | 'refundedFen' | 'refundingFen'>): boolean {
  return sale.voided === null && sale.refundedFen + sale.refundingFen < sale.totalFen;
}

function Refund({ sale }: { readonly sale: SaleRow }): ReactNode {
  const { t } = useTranslation('transactions');
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      {canRefund(sale) ? <PushButton shortcut="F8" isWide testId="sale-refund-open" onPress={() => setIsOpen(true)}>{t('refund.button')}</PushButton> : null}
      {isOpen ? <RefundDialog sale={sale} onClose={() => setIsOpen(false)} /> : null}
    </>
  );
}

/** A copy is a command of its own: it is marked on the paper and journaled. `children` are the buttons beside it. */
function Reprint({ sale, children }: { readonly sale: SaleRow; readonly children: ReactNode }): ReactNode {
  const { t } = useTranslation('transactions');
  const { run, isBusy, problem } = useTillCommand('receipt.reprint');
  const [copyNumber, setCopyNumber] = useState<number | null>(null);
  const reprint = async (): Promise<void> => {
    const reply = await run({ saleId: sale.saleId });
    if (reply.ok) setCopyNumber(reply.value.copyNumber);
  };
  return (
    <>
      {problem === null ? null : <ProblemNotice problem={problem} />}
      <p className="transactions-hint" role="status" data-testid="reprint-state">{copyNumber === null ? ' ' : t('reprinted', { count: copyNumber })}</p>
      <div className="transactions-acts">
        <PushButton shortcut="F9" isWide testId="receipt-print" isDisabled={isBusy} onPress={() => void reprint()}>{t(isBusy ? 'reprinting' : 'reprint')}</PushButton>
        {children}
      </div>
    </>
  );
}

/** As long as taking back is possible nothing has to be refunded, so only one of the two is offered at a time by the till. */
export function SaleActs({ sale }: { readonly sale: SaleRow }): ReactNode {
  return (
    <div className="transactions-foot">
      <Reprint sale={sale}>
        <UndoSale sale={sale} />
        <Refund sale={sale} />
      </Reprint>
    </div>
  );
}
