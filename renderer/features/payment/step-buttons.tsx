// The two buttons of the payment step at the right. Where money is on the sale, going back means laying it aside.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { hasMoney } from '#renderer/flow/sale-money.ts';
import type { PaymentStep, SubmittingStep } from '#renderer/flow/renewal-flow.ts';
import { renewalFlow } from '#renderer/flow/renewal-flow-store.ts';
import { ActionArea } from '#renderer/ui/action-area.tsx';
import { PrimaryButton } from '#renderer/ui/primary-button.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { useParkOffer } from './park-offer.tsx';

export interface StepButtonsProps {
  readonly step: PaymentStep | SubmittingStep;
  /** The big button; none while there is nothing to press. */
  readonly primary: { readonly label: string; readonly isDisabled: boolean; readonly onPress: () => void } | null;
}

/** Escape goes back, or offers to lay the sale aside. */
export function StepButtons({ step, primary }: StepButtonsProps): ReactNode {
  const { t } = useTranslation('payment');
  const frame = useTranslation('frame');
  const offerParking = useParkOffer();
  const isHeld = step.name === 'submitting' || step.isStarting;
  return (
    <ActionArea>
      {primary === null ? null : <PrimaryButton testId="pay" isDisabled={isHeld || primary.isDisabled} onPress={primary.onPress}>{primary.label}</PrimaryButton>}
      {hasMoney(step.draft)
        ? <PushButton isWide shortcut="Escape" testId="park" isDisabled={isHeld} onPress={offerParking}>{t('park.offer')}</PushButton>
        : <PushButton isWide shortcut="Escape" isDisabled={isHeld} onPress={() => renewalFlow().back()}>{frame.t('flow.back')}</PushButton>}
    </ActionArea>
  );
}
