// Taking a sale back before it has left the terminal: why, who agrees, and what to hand back.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaleRow } from '#shared/contract/till/sale-channels.ts';
import { sumFen, type Fen } from '#shared/domain/fen.ts';
import { sendApproved } from '#renderer/flow/approval-store.ts';
import { useTillCommand } from '#renderer/till/use-till-query.ts';
import { ModalDialog } from '#renderer/ui/modal-dialog.tsx';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { PrimaryButton } from '#renderer/ui/primary-button.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { ReasonChoice } from '#renderer/ui/reason-choice.tsx';
import { SaleLine } from './sale-line.tsx';

/** What comes out of the drawer for these tenders. */
export function cashOf(tenders: SaleRow['tenders']): Fen {
  return sumFen(tenders.filter(({ method }) => method === 'cash').map(({ amountFen }) => amountFen));
}

function HandBack({ sale }: { readonly sale: SaleRow }): ReactNode {
  const { t } = useTranslation('transactions');
  const cashFen = cashOf(sale.tenders);
  return (
    <div className="undo-result" role="status" data-testid="void-done">
      <span className="undo-tick" aria-hidden="true">✓</span>
      <h3>{t('void.done')}</h3>
      {cashFen === 0 ? null : <><span>{t('cashToGive')}</span><MoneyText amountFen={cashFen} size="giant" testId="void-cash" /></>}
      {sale.tenders.filter(({ method }) => method !== 'cash').map((tender) => <p key={tender.paymentId}>{t('cardByHand')} <MoneyText amountFen={tender.amountFen} /></p>)}
    </div>
  );
}

export interface VoidDialogProps {
  readonly sale: SaleRow;
  readonly needsApproval: boolean;
  readonly onClose: () => void;
  /** After it was taken back and the cash was seen. */
  readonly onDone: () => void;
}

/** Digits choose the reason, Enter takes back, Escape leaves the sale as it is. */
export function VoidDialog({ sale, needsApproval, onClose, onDone }: VoidDialogProps): ReactNode {
  const { t } = useTranslation('transactions');
  const { run, problem, clearProblem } = useTillCommand('sale.void');
  const [reason, setReason] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const [isSending, setIsSending] = useState(false);
  const [voided, setVoided] = useState<SaleRow | null>(null);
  const submit = async (): Promise<void> => {
    setIsMissing(reason.trim() === '');
    if (reason.trim() === '') return;
    setIsSending(true);
    const reply = await sendApproved(
      (approval) => run({ saleId: sale.saleId, reason: reason.trim(), ...approval }),
      { operation: 'sale.void', amountFen: sale.totalFen, subject: sale.saleId, about: `${sale.receiptNumber} · ${sale.msisdnMasked}` },
    );
    setIsSending(false);
    if (reply === null) return clearProblem();
    if (reply.ok) setVoided(reply.value);
  };
  if (voided !== null) {
    return <ModalDialog title={t('void.title')} onClose={onDone} testId="void-dialog" foot={<PrimaryButton isModal testId="void-close" onPress={onDone}>{t('close')}</PrimaryButton>}><HandBack sale={voided} /></ModalDialog>;
  }
  const foot = (
    <>
      <PushButton shortcut="Escape" isModal isDisabled={isSending} testId="void-cancel" onPress={onClose}>{t('keep')}</PushButton>
      <PrimaryButton isModal isDisabled={isSending} testId="void-submit" onPress={() => void submit()}>{t(isSending ? 'busy' : 'void.confirm')}</PrimaryButton>
    </>
  );
  const change = (next: string): void => {
    setReason(next);
    setIsMissing(false);
  };
  return (
    <ModalDialog title={t('void.title')} onClose={onClose} isHeld={isSending} testId="void-dialog" foot={foot}>
      <SaleLine sale={sale} />
      <p className="transactions-hint">{t('void.why')}</p>
      <ReasonChoice label={t('reason')} act="sale.void" value={reason} isMissing={isMissing} isDisabled={isSending} isModal onChange={change} />
      {needsApproval ? <p className="transactions-note">{t('needsApproval')}</p> : null}
      {problem === null || isSending ? null : <ProblemNotice problem={problem} />}
    </ModalDialog>
  );
}
