// The offer to lay a sale with money on it aside. It stands above the parts of the step: a payment that settles meanwhile
// changes what lies under it, and must not take the question away from the clerk who is reading it.
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { hasMoney } from '#renderer/flow/sale-money.ts';
import type { PaymentStep, SubmittingStep } from '#renderer/flow/renewal-flow.ts';
import { renewalFlow } from '#renderer/flow/renewal-flow-store.ts';
import { ModalDialog } from '#renderer/ui/modal-dialog.tsx';
import { PrimaryButton } from '#renderer/ui/primary-button.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';

const OfferContext = createContext<() => void>(() => undefined);

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

/** Around everything of the payment step that may make the offer. */
export function ParkOffer({ step, children }: { readonly step: PaymentStep | SubmittingStep; readonly children: ReactNode }): ReactNode {
  const [isOffered, setIsOffered] = useState(false);
  const canPark = step.name === 'payment' && hasMoney(step.draft);
  // Money that comes later is another question.
  useEffect(() => {
    if (!canPark) setIsOffered(false);
  }, [canPark]);
  return (
    <OfferContext value={() => setIsOffered(true)}>
      {children}
      {isOffered && canPark ? <ParkDialog onClose={() => setIsOffered(false)} /> : null}
    </OfferContext>
  );
}

/** Asks the clerk whether to lay the sale aside. */
export function useParkOffer(): () => void {
  return useContext(OfferContext);
}
