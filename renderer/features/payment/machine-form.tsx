// A card machine of its own: the amount to type on it, and what its slip says.
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaymentView } from '#shared/contract/till/payment-channels.ts';
import type { PaymentActs } from '#renderer/flow/payment-acts.ts';
import { Field } from '#renderer/ui/field.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';

const approvalCodeOf = (text: string): string | null => (/^[0-9A-Za-z]{4,12}$/.test(text.trim()) ? text.trim() : null);
const last4Of = (text: string): string | null => (/^\d{4}$/.test(text.trim()) ? text.trim() : null);

interface SlipFieldProps {
  readonly name: 'approval' | 'last4';
  readonly text: string;
  readonly onType: (text: string) => void;
  readonly hasFocus: boolean;
  readonly isHeld: boolean;
}

function SlipField({ name, text, onType, hasFocus, isHeld }: SlipFieldProps): ReactNode {
  const { t } = useTranslation('payment');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (hasFocus) input.current?.focus();
  }, [hasFocus]);
  return (
    <Field label={t(`machine.${name}`)} hint={name === 'approval' ? t('machine.approvalHint') : undefined}>
      {({ id, describedBy }) => (
        <input
          ref={input} id={id} aria-describedby={describedBy} className="text-input" data-size="large" data-testid={name === 'approval' ? 'approval-code' : 'card-last4'} autoComplete="off"
          spellCheck={false} inputMode={name === 'approval' ? 'text' : 'numeric'} maxLength={name === 'approval' ? 12 : 4} readOnly={isHeld} value={text} onChange={(event) => onType(event.target.value)}
        />
      )}
    </Field>
  );
}

/** Enter says that the machine took the money, F6 that it did not. While undoing it is the other way round that is hoped for. */
export function MachineForm({ payment, acts }: { readonly payment: PaymentView; readonly acts: PaymentActs }): ReactNode {
  const { t } = useTranslation('payment');
  const [approval, setApproval] = useState('');
  const [last4, setLast4] = useState('');
  const approvalCode = approvalCodeOf(approval);
  const cardLast4 = last4Of(last4);
  const isReversing = payment.state === 'reversing';
  const isHeld = acts.busy !== null;
  const confirm = (): void => {
    if (approvalCode !== null && cardLast4 !== null) void acts.run(payment, { type: 'confirm', approvalCode, cardLast4 });
  };
  return (
    <div className="machine-form">
      {isReversing ? <p>{t('machine.undoHint')}</p> : null}
      <div className="part-fields">
        <SlipField name="approval" text={approval} onType={setApproval} hasFocus isHeld={isHeld} />
        <SlipField name="last4" text={last4} onType={setLast4} hasFocus={false} isHeld={isHeld} />
      </div>
      <div className="payment-acts">
        <PushButton tone={isReversing ? 'secondary' : 'primary'} isWide shortcut="Enter" testId="machine-approved" isDisabled={isHeld || approvalCode === null || cardLast4 === null} onPress={confirm}>
          {t(isReversing ? 'machine.notUndone' : 'machine.approved')}
        </PushButton>
        <PushButton isWide shortcut="F6" tone={isReversing ? 'primary' : 'danger'} testId="machine-declined" isDisabled={isHeld} onPress={() => void acts.run(payment, { type: 'decline' })}>
          {t(isReversing ? 'machine.undone' : 'machine.declined')}
        </PushButton>
      </div>
    </div>
  );
}
