// Why something is done: a quick choice, or a sentence of one's own.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { reasonsOf, type ReasonedAct } from '#shared/domain/reasons.ts';
import { reasonText } from '#shared/i18n/reason-texts.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { KeyHint } from './key-hint.tsx';
import { useShortcuts } from './use-shortcuts.ts';

const longestReason = 120;

export interface ReasonChoiceProps {
  readonly label: string;
  /** Whose reasons are offered. */
  readonly act: ReasonedAct;
  /** A code, or words of one's own. */
  readonly value: string;
  readonly onChange: (reason: string) => void;
  /** Somebody tried to go on without one. */
  readonly isMissing: boolean;
  readonly isDisabled?: boolean;
  /** Its digit keys work in an open dialog. */
  readonly isModal?: boolean;
}

/** Digits choose as long as no field has the focus. What was chosen stands in the field in words; words changed there are one's own. */
export function ReasonChoice({ label, act, value, onChange, isMissing, isDisabled = false, isModal = false }: ReasonChoiceProps): ReactNode {
  const { t } = useTranslation('frame');
  const locale = useLocale();
  const quick = reasonsOf[act];
  const type = (text: string): void => onChange(quick.find((reason) => reasonText(reason, locale) === text) ?? text);
  useShortcuts(Object.fromEntries(quick.map((reason, index) => [String(index + 1), () => onChange(reason)])), { isActive: !isDisabled, isModal });
  return (
    <fieldset className="reason-choice" disabled={isDisabled}>
      <legend>{label}</legend>
      <div className="reason-choice-quick">
        {quick.map((reason, index) => (
          <button key={reason} type="button" aria-pressed={reason === value} data-testid={`reason-${index + 1}`} onClick={() => onChange(reason)}>{reasonText(reason, locale)}<KeyHint name={String(index + 1)} /></button>
        ))}
      </div>
      <input
        className="text-input" data-testid="reason-text" aria-label={t('reason.other')} placeholder={t('reason.other')} maxLength={longestReason} autoComplete="off"
        aria-invalid={isMissing} value={reasonText(value, locale)} onChange={(event) => type(event.target.value)}
      />
      {isMissing ? <span role="alert" className="field-problem" data-testid="reason-missing">{t('reason.missing')}</span> : null}
    </fieldset>
  );
}
