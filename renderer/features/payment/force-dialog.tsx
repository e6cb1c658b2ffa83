// Calling a payment paid against the provider's silence, on the number in the customer's wallet.
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/ui/field.tsx';
import { ModalDialog } from '#renderer/ui/modal-dialog.tsx';
import { PrimaryButton } from '#renderer/ui/primary-button.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';

export interface ForceDialogProps {
  readonly onForce: (walletReference: string) => void;
  readonly onClose: () => void;
}

export function ForceDialog({ onForce, onClose }: ForceDialogProps): ReactNode {
  const { t } = useTranslation('payment');
  const [text, setText] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const reference = /^[\w-]{6,64}$/.test(text.trim()) ? text.trim() : null;
  useEffect(() => input.current?.focus(), []);
  const foot = (
    <>
      <PushButton isModal isWide shortcut="Escape" onPress={onClose}>{t('waiting.cancel')}</PushButton>
      <PrimaryButton isModal testId="force-go" isDisabled={reference === null} onPress={() => (reference === null ? undefined : onForce(reference))}>{t('waiting.forceGo')}</PrimaryButton>
    </>
  );
  return (
    <ModalDialog title={t('waiting.forceTitle')} foot={foot} onClose={onClose} testId="force-dialog">
      <p>{t('waiting.forceHint')}</p>
      <Field label={t('waiting.forceReference')} hint={t('waiting.forceShort')}>
        {({ id, describedBy }) => (
          <input
            ref={input} id={id} aria-describedby={describedBy} className="text-input" data-size="large" data-testid="force-reference" autoComplete="off" spellCheck={false} maxLength={64}
            value={text} onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
    </ModalDialog>
  );
}
