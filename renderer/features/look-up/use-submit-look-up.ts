// Sends what stands in the search box to the flow.
import { isHeld } from '#renderer/flow/renewal-flow.ts';
import { useRenewalFlow } from '#renderer/flow/renewal-flow-store.ts';
import { useLookUpText } from './look-up-text-store.ts';

/** Null while there is nothing to send, or while money is being taken. */
export function useSubmitLookUp(): (() => void) | null {
  const { text, type } = useLookUpText();
  const lookUp = useRenewalFlow((flow) => flow.lookUp);
  const isMoneyMoving = useRenewalFlow((flow) => isHeld(flow.step));
  const key = text.trim();
  if (key === '' || isMoneyMoving) return null;
  return () => {
    type('');
    void lookUp(key);
  };
}
