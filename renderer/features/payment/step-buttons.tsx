// The two buttons of the payment step at the right. Where money is on the sale, going back means laying it aside.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { hasMoney } from '#renderer/flow/sale-money.ts';
import type { PaymentStep, SubmittingStep } from '#renderer/flow/renewal-flow.ts';
import { renewalFlow } from '#renderer/flow/renewal-flow-store.ts';
import { ActionArea } from '#renderer/ui/action-area.tsx';
import { ModalDialog } from '#renderer/ui/modal-dialog.tsx';
import { PrimaryButton } from '#renderer/ui/primary-button.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';

function ParkDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('payment');
  const go = (): void => {
    onClose();
    void renewalFlow().park();
  };
  const foot = (
    <>
      <PushButton shortcut="Escape" isModal isWide testId="park-stay" onPress={onClose}>{t('park.stay')}</PushButton>
      <PrimaryButton isModal testId="park-go" onPress={go}>{t('park.go')}</PrimaryButton>
    </>
  );
  return <ModalDialog title={t('park.offer')} foot={foot} onClose={onClose} testId="park-dialog"><p>{t('park.why')}</p></ModalDialog>;
}

export interface StepButtonsProps {
  readonly step: PaymentStep | SubmittingStep;
  /** The big button; none while there is nothing to press. */
  readonly primary: { readonly label: string; readonly isDisabled: boolean; readonly onPress: () => void } | null;
}

/** Escape goes back, or offers to lay the sale aside. */
export function StepButtons({ step, primary }: StepButtonsProps): ReactNode {
  const { t } = useTranslation('payment');
  const frame = useTranslation('frame');
  const [isLeaving, setIsLeaving] = useState(false);
  const isHeld = step.name === 'submitting' || step.isStarting;
  const mustPark = hasMoney(step.draft);
  return (
    <>
      <ActionArea>
        {primary === null ? null : <PrimaryButton testId="pay" isDisabled={isHeld || primary.isDisabled} onPress={primary.onPress}>{primary.label}</PrimaryButton>}
        {mustPark
          ? <PushButton isWide shortcut="Escape" testId="park" isDisabled={isHeld} onPress={() => setIsLeaving(true)}>{t('park.offer')}</PushButton>
          : <PushButton isWide shortcut="Escape" isDisabled={isHeld} onPress={() => renewalFlow().back()}>{frame.t('flow.back')}</PushButton>}
      </ActionArea>
      {isLeaving && mustPark ? <ParkDialog onClose={() => setIsLeaving(false)} /> : null}
    </>
  );
}
