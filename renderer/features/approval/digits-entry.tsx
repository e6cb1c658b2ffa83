// A field for digits with its keypad and what is wrong with them.
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Keypad, typedByKeypad } from '#renderer/ui/keypad.tsx';
import { typedDigits } from '#renderer/ui/typed-digits.ts';

export interface DigitsEntryProps {
  readonly label: string;
  readonly value: string;
  readonly onType: (digits: string) => void;
  readonly maxLength: number;
  readonly isSecret: boolean;
  readonly isHeld: boolean;
  /** What is wrong, or a hint. */
  readonly below: ReactNode;
  readonly testId: string;
  /** Another value: the focus comes here once more. */
  readonly focusTurn: unknown;
}

/** Holds the focus, so that the digits of the keyboard go where they belong. */
export function DigitsEntry({ label, value, onType, maxLength, isSecret, isHeld, below, testId, focusTurn }: DigitsEntryProps): ReactNode {
  const { t } = useTranslation('approval');
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!isHeld) input.current?.focus();
  }, [isHeld, focusTurn]);
  return (
    <div className="approval-digits">
      <label htmlFor={id}>{label}</label>
      <input
        ref={input} id={id} className="text-input approval-digits-field" data-testid={testId} type={isSecret ? 'password' : 'text'} inputMode="numeric" autoComplete="off"
        value={value} readOnly={isHeld} aria-describedby={`${id}-below`} onChange={(event) => onType(typedDigits(event.target.value, maxLength))}
      />
      <div id={`${id}-below`} className="approval-below">{below}</div>
      <Keypad label={t('keypad')} backspaceLabel={t('backspace')} onKey={(key) => (isHeld ? undefined : onType(typedByKeypad(value, key, maxLength)))} />
    </div>
  );
}
