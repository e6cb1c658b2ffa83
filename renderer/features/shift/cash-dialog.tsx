// Cash into the drawer, out of it, up to the safe, or the drawer opened for nothing: amount, reason, and whoever has to agree.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShiftId } from '#shared/domain/ids.ts';
import { fen, formatMoney, type Fen } from '#shared/domain/fen.ts';
import { reasonText } from '#shared/i18n/reason-texts.ts';
import { newMoveId } from '#renderer/flow/new-payment-id.ts';
import { sendApproved } from '#renderer/flow/approval-store.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { useTillCommand } from '#renderer/till/use-till-query.ts';
import { AmountField } from '#renderer/ui/amount-field.tsx';
import { ModalDialog } from '#renderer/ui/modal-dialog.tsx';
import { PrimaryButton } from '#renderer/ui/primary-button.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { ReasonChoice } from '#renderer/ui/reason-choice.tsx';
import { useAmountEntry } from '#renderer/ui/use-amount-entry.ts';

export type CashAct = 'in' | 'out' | 'drop' | 'open';

const operations = { in: 'cash.paid-in', out: 'cash.paid-out', drop: 'cash.drop', open: 'drawer.open' } as const;

export interface CashDialogProps {
  readonly shiftId: ShiftId;
  readonly act: CashAct;
  readonly onClose: () => void;
  /** Says what was done, for the screen underneath. */
  readonly onDone: (said: string) => void;
}

interface Send {
  readonly send: (amountFen: Fen, reason: string) => Promise<boolean>;
  readonly isBusy: boolean;
  readonly problem: Parameters<typeof ProblemNotice>[0]['problem'] | null;
}

/** True when it was done; false when it was refused or nobody approved it. */
function useSend(shiftId: ShiftId, act: CashAct): Send {
  const move = useTillCommand('cash.move');
  const open = useTillCommand('drawer.open');
  const locale = useLocale();
  const [isSending, setIsSending] = useState(false);
  // Made when the form opens: pressed again after a lost answer, it is still the same movement.
  const [moveId] = useState(newMoveId);
  const send = async (amountFen: Fen, reason: string): Promise<boolean> => {
    setIsSending(true);
    const reply = await sendApproved(
      (approval) => (act === 'open' ? open.run({ shiftId, moveId, reason, ...approval }) : move.run({ shiftId, moveId, direction: act, amountFen, reason, ...approval })),
      { operation: operations[act], amountFen, subject: shiftId, about: reasonText(reason, locale) },
    );
    setIsSending(false);
    if (reply === null) {
      move.clearProblem();
      open.clearProblem();
    }
    return reply?.ok === true;
  };
  const problem = move.problem ?? open.problem;
  // While a second person is asked there is nothing to complain about.
  return { send, isBusy: isSending, problem: isSending ? null : problem };
}

/** Escape closes; the amount and the reason stay while a second person is asked. */
export function CashDialog({ shiftId, act, onClose, onDone }: CashDialogProps): ReactNode {
  const { t } = useTranslation('shift');
  const entry = useAmountEntry();
  const [reason, setReason] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const { send, isBusy, problem } = useSend(shiftId, act);
  const submit = async (): Promise<void> => {
    const amountFen = act === 'open' ? fen(0) : entry.insist();
    setIsMissing(reason.trim() === '');
    if (amountFen === null || reason.trim() === '') return;
    if (await send(amountFen, reason.trim())) onDone(t(`cash.${act}.done`, { amount: formatMoney(amountFen) }));
  };
  const change = (next: string): void => {
    setReason(next);
    setIsMissing(false);
  };
  const foot = (
    <>
      <PushButton shortcut="Escape" isModal isDisabled={isBusy} testId="cash-cancel" onPress={onClose}>{t('cancel')}</PushButton>
      <PrimaryButton isModal isDisabled={isBusy} testId="cash-submit" onPress={() => void submit()}>{t(isBusy ? 'cash.busy' : `cash.${act}.confirm`)}</PrimaryButton>
    </>
  );
  return (
    <ModalDialog title={t(`cash.${act}.title`)} onClose={onClose} isHeld={isBusy} testId="cash-dialog" foot={foot}>
      <p className="shift-why">{t(`cash.${act}.why`)}</p>
      {act === 'open' ? null : <AmountField entry={entry} label={t('cash.amount')} hint={t('cash.amountHint')} testId="cash-amount" isReadOnly={isBusy} isCompact />}
      <ReasonChoice label={t('cash.reason')} act={operations[act]} value={reason} isMissing={isMissing} isDisabled={isBusy} isModal onChange={change} />
      {problem === null ? null : <ProblemNotice problem={problem} hasCustomer={false} />}
    </ModalDialog>
  );
}
