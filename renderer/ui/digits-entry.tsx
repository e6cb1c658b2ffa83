// A field for digits with its keypad and what is wrong with them.
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Keypad, typedByKeypad } from './keypad.tsx';
import { typedDigits } from './typed-digits.ts';

export interface DigitsEntryProps {
  readonly label: string;
  readonly value: string;
  readonly onType: (digits: string) => void;
  readonly maxLength: number;
  readonly isSecret: boolean;
  readonly isHeld: boolean;
  /** What is wrong, or a hint; left out: it is said elsewhere. */
  readonly below?: ReactNode;
  readonly testId: string;
  /** Another value: the focus comes here once more. */
  readonly focusTurn?: unknown;
}

/** Holds the focus, so that the digits of the keyboard go where they belong. */
export function DigitsEntry({ label, value, onType, maxLength, isSecret, isHeld, below, testId, focusTurn }: DigitsEntryProps): ReactNode {
  const { t } = useTranslation('frame');
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!isHeld) input.current?.focus();
  }, [isHeld, focusTurn]);
  return (
    <div className="digits-entry">
      <label htmlFor={id}>{label}</label>
      <input
        ref={input} id={id} className="text-input digits-field" data-testid={testId} type={isSecret ? 'password' : 'text'} inputMode="numeric" autoComplete="off"
        value={value} readOnly={isHeld} aria-describedby={below === undefined ? undefined : `${id}-below`} onChange={(event) => onType(typedDigits(event.target.value, maxLength))}
      />
      {below === undefined ? null : <div id={`${id}-below`} className="digits-below">{below}</div>}
      <Keypad label={t('flow.keypad')} backspaceLabel={t('flow.backspace')} onKey={(key) => (isHeld ? undefined : onType(typedByKeypad(value, key, maxLength)))} />
    </div>
  );
}
