// Why something is done: a quick choice, or a sentence of one's own.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from './key-hint.tsx';
import { useShortcuts } from './use-shortcuts.ts';

const longestReason = 120;

export interface ReasonChoiceProps {
  readonly label: string;
  /** In the order of their digit keys; at most nine. */
  readonly quick: readonly string[];
  readonly value: string;
  readonly onChange: (reason: string) => void;
  /** Somebody tried to go on without one. */
  readonly isMissing: boolean;
  readonly isDisabled?: boolean;
  /** Its digit keys work in an open dialog. */
  readonly isModal?: boolean;
}

/** Digits choose as long as no field has the focus. What was chosen stands in the field, where it can be changed. */
export function ReasonChoice({ label, quick, value, onChange, isMissing, isDisabled = false, isModal = false }: ReasonChoiceProps): ReactNode {
  const { t } = useTranslation('frame');
  useShortcuts(Object.fromEntries(quick.map((reason, index) => [String(index + 1), () => onChange(reason)])), { isActive: !isDisabled, isModal });
  return (
    <fieldset className="reason-choice" disabled={isDisabled}>
      <legend>{label}</legend>
      <div className="reason-choice-quick">
        {quick.map((reason, index) => (
          <button key={reason} type="button" aria-pressed={reason === value} data-testid={`reason-${index + 1}`} onClick={() => onChange(reason)}>{reason}<KeyHint name={String(index + 1)} /></button>
        ))}
      </div>
      <input
        className="text-input" data-testid="reason-text" aria-label={t('reason.other')} placeholder={t('reason.other')} maxLength={longestReason} autoComplete="off"
        aria-invalid={isMissing} value={value} onChange={(event) => onChange(event.target.value)}
      />
      {isMissing ? <span role="alert" className="field-problem" data-testid="reason-missing">{t('reason.missing')}</span> : null}
    </fieldset>
  );
}
