// Sends what stands in the search box to the flow.
import { useRenewalFlow } from '#renderer/flow/renewal-flow-store.ts';
import { useLookUpText } from './look-up-text-store.ts';

/** Null while there is nothing to send, or while money is being taken. */
export function useSubmitLookUp(): (() => void) | null {
  const { text, type } = useLookUpText();
  const lookUp = useRenewalFlow((flow) => flow.lookUp);
  const isSubmitting = useRenewalFlow((flow) => flow.step.name === 'submitting');
  const key = text.trim();
  if (key === '' || isSubmitting) return null;
  return () => {
    type('');
    void lookUp(key);
  };
}
