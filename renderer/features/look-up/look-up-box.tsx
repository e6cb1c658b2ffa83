// The search box in the header: the one way to a customer, on F2 and for every scan.
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRenewalFlow } from '#renderer/flow/renewal-flow-store.ts';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { useShortcuts } from '#renderer/ui/use-shortcuts.ts';
import { useLookUpText } from './look-up-text-store.ts';
import { useSubmitLookUp } from './use-submit-look-up.ts';

const MAX_LENGTH = 120;

/** `onLookUp` is told so that the app can show the customer's screen. */
export function LookUpBox({ onLookUp }: { readonly onLookUp: () => void }): ReactNode {
  const { t } = useTranslation('look-up');
  const { text, type } = useLookUpText();
  const send = useSubmitLookUp();
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const isCustomerStep = useRenewalFlow((flow) => flow.step.name === 'customer');
  const submit = (): void => {
    send?.();
    onLookUp();
  };
  const focus = (): void => {
    input.current?.focus();
    input.current?.select();
  };
  useShortcuts({ F2: focus });
  useShortcuts({
    // An empty box leaves Enter to the screen's big button.
    Enter: () => (send === null ? false : submit()),
    Escape: () => (text === '' ? false : type('')),
  }, { within: box });
  useEffect(() => {
    if (isCustomerStep) input.current?.focus();
  }, [isCustomerStep]);
  // A lock takes the box away; a number half typed must not wait there for the next person.
  useEffect(() => () => type(''), [type]);
  return (
    <div className="look-up-box" role="search" ref={box}>
      <svg width="18" height="18" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" aria-hidden="true"><circle cx="10.5" cy="10.5" r="6.5" /><path d="m15.500 15.500 5 5" /></svg>
      <input
        ref={input} data-testid="lookup-input" aria-label={t('label')} placeholder={t('placeholder')} value={text} maxLength={MAX_LENGTH} autoComplete="off"
        spellCheck={false} inputMode="text" aria-keyshortcuts="F2" onChange={(event) => type(event.target.value)}
      />
      <KeyHint name="F2" />
      <button type="button" data-testid="lookup-submit" disabled={send === null} onClick={submit}>{t('submit')}</button>
    </div>
  );
}
