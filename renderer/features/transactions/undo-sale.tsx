// The one key that takes a sale back, as long as it has not left the terminal.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaleRow } from '#shared/contract/till/sale-channels.ts';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { loadedApart } from '#renderer/ui/loaded-apart.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import './transactions.css';

const VoidDialog = loadedApart(async () => (await import('./void-dialog.tsx')).VoidDialog);

export interface UndoSaleProps {
  readonly sale: SaleRow;
  /** After it was taken back and the cash was seen. */
  readonly onDone?: () => void;
}

/** Not there once the carrier has it: then only a refund gives money back. An open dialog stays; the till has the last word. */
export function UndoSale({ sale, onDone }: UndoSaleProps): ReactNode {
  const { t } = useTranslation('transactions');
  const { value } = useTillQuery('sale.can-void', { saleId: sale.saleId });
  const [isOpen, setIsOpen] = useState(false);
  const close = (): void => setIsOpen(false);
  const done = (): void => {
    close();
    onDone?.();
  };
  return (
    <>
      {value?.canVoid === true ? <PushButton shortcut="F7" isWide testId="sale-void" onPress={() => setIsOpen(true)}>{t('void.button')}</PushButton> : null}
      {isOpen ? <VoidDialog sale={sale} needsApproval={value?.needsApproval === true} onClose={close} onDone={done} /> : null}
    </>
  );
}
