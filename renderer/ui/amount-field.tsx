// The field and keypad for an amount of money.
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from './field.tsx';
import { Keypad, typedByKeypad } from './keypad.tsx';
import type { AmountEntry } from './use-amount-entry.ts';

export interface AmountFieldProps {
  readonly entry: AmountEntry;
  readonly label: string;
  readonly hint: string;
  readonly testId: string;
  readonly isReadOnly: boolean;
  /** Where there is no room for four rows of keys. */
  readonly isCompact?: boolean;
}

/** Takes the focus when it appears and when it can be typed into again. */
export function AmountField({ entry, label, hint, testId, isReadOnly, isCompact = false }: AmountFieldProps): ReactNode {
  const { t } = useTranslation('frame');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!isReadOnly) input.current?.focus();
  }, [isReadOnly]);
  return (
    <div className="amount-field">
      <Field label={label} hint={hint} problem={entry.lack === null ? null : <span role="alert">{t(`amount.${entry.lack}`)}</span>}>
        {(control) => (
          <div className="amount-field-line">
            <span aria-hidden="true">￥</span>
            <input
              ref={input} id={control.id} className="text-input" data-testid={testId} inputMode="decimal" autoComplete="off" placeholder="0.00"
              value={entry.text} readOnly={isReadOnly} aria-describedby={control.describedBy} aria-invalid={control.isInvalid}
              onChange={(event) => entry.type(event.target.value)}
            />
          </div>
        )}
      </Field>
      <Keypad
        label={t('flow.keypad')} backspaceLabel={t('flow.backspace')} hasDecimals isCompact={isCompact}
        onKey={(key) => (isReadOnly ? undefined : entry.type(typedByKeypad(entry.text, key, 16)))}
      />
    </div>
  );
}
