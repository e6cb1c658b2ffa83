// A scanned card starts a look-up from wherever somebody is.
import { parseLookupKey } from '#shared/domain/lookup-key.ts';
import { useLookUpText } from '#renderer/features/look-up/look-up-text-store.ts';
import { renewalFlow } from '#renderer/flow/renewal-flow-store.ts';
import { useScan } from '#renderer/ui/use-scan.ts';
import { useScreen } from './screen-store.ts';

/** Takes what reads as a phone or card number. While money is being counted it is only put into the search box. */
export function useLookUpScan(): void {
  const show = useScreen((choice) => choice.show);
  const { type } = useLookUpText();
  useScan((text) => {
    if (!parseLookupKey(text).ok) return null;
    return () => {
      const { step, lookUp } = renewalFlow();
      if (step.name === 'payment' || step.name === 'submitting') return type(text);
      show('sell');
      type('');
      void lookUp(text);
    };
  });
}
