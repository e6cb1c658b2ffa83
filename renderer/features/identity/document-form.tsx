// The fields of the document.
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { documentTypes, type DocumentType } from '#shared/domain/identity/document-type.ts';
import { documentTypeText } from '#shared/i18n/term-texts.ts';
import type { IdentityStep } from '#renderer/flow/renewal-flow.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { Card } from '#renderer/ui/card.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { Keypad, typedByKeypad } from '#renderer/ui/keypad.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { useScan } from '#renderer/ui/use-scan.ts';
import { expiryOf, type DocumentFields } from './document-fields.ts';

const MAX_NUMBER_LENGTH = 120;

export interface DocumentFormProps {
  readonly step: IdentityStep;
  readonly fields: DocumentFields;
  readonly onChange: (fields: DocumentFields) => void;
  readonly onScan: (number: string) => void;
}

function TypeField({ step, fields, onChange }: DocumentFormProps): ReactNode {
  const { t } = useTranslation('identity');
  const locale = useLocale();
  const registered = step.draft.account.documentType;
  const name = (type: DocumentType): string => documentTypeText(type, locale) + (type === registered ? ` · ${t('registered')}` : '');
  return (
    <Field label={t('type')}>
      {({ id, describedBy }) => (
        <select
          id={id} className="select-input" data-testid="id-type" aria-describedby={describedBy} value={fields.documentType} disabled={step.isChecking}
          onChange={(event) => onChange({ ...fields, documentType: documentTypes.find((type) => type === event.target.value) ?? fields.documentType })}
        >
          {documentTypes.map((type) => <option key={type} value={type}>{name(type)}</option>)}
        </select>
      )}
    </Field>
  );
}

function NumberField({ step, fields, onChange }: DocumentFormProps): ReactNode {
  const { t } = useTranslation('identity');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!step.isChecking) input.current?.focus();
  }, [step.isChecking]);
  return (
    <Field label={t('number')} hint={t('numberHint')}>
      {({ id, describedBy }) => (
        <input
          ref={input} id={id} className="text-input" data-size="large" data-testid="id-number" aria-describedby={describedBy} value={fields.number}
          aria-invalid={step.problem !== null} maxLength={MAX_NUMBER_LENGTH} autoComplete="off" spellCheck={false} readOnly={step.isChecking}
          onChange={(event) => onChange({ ...fields, number: event.target.value })}
        />
      )}
    </Field>
  );
}

function ExpiryField({ step, fields, onChange }: DocumentFormProps): ReactNode {
  const { t } = useTranslation('identity');
  const isWrong = expiryOf(fields).isWrong && fields.expiresText.length >= 8;
  return (
    <Field label={t('expires')} hint={t('expiresHint')} {...(isWrong ? { problem: t('expiresWrong') } : {})}>
      {({ id, describedBy, isInvalid }) => (
        <input
          id={id} className="text-input" data-testid="id-expires" aria-describedby={describedBy} aria-invalid={isInvalid} value={fields.expiresText} maxLength={12}
          autoComplete="off" inputMode="numeric" readOnly={step.isChecking} onChange={(event) => onChange({ ...fields, expiresText: event.target.value })}
        />
      )}
    </Field>
  );
}

/** Kind, number, and the end date where the clerk can read one. A scan goes into the number whatever has the focus. */
export function DocumentForm(props: DocumentFormProps): ReactNode {
  const { step, fields, onChange, onScan } = props;
  const { t } = useTranslation('identity');
  const frame = useTranslation('frame');
  useScan((text) => (step.isChecking ? null : () => onScan(text)));
  return (
    <>
      <Card className="identity-card">
        <h2>{t(step.draft.isIdentityNeeded ? 'title' : 'notNeededTitle')}</h2>
        <p className="identity-why">{t(step.draft.isIdentityNeeded ? 'why' : 'notNeededBody')}</p>
        <NumberField {...props} />
        <div className="identity-row"><TypeField {...props} /><ExpiryField {...props} /></div>
      </Card>
      {step.problem === null ? null : <ProblemNotice problem={step.problem} testId="id-problem" />}
      <Card className="keypad-card">
        <Keypad
          label={frame.t('flow.keypad')} backspaceLabel={frame.t('flow.backspace')} lastKey="X" isCompact={step.problem !== null}
          onKey={(key) => onChange({ ...fields, number: typedByKeypad(fields.number, key, MAX_NUMBER_LENGTH) })}
        />
      </Card>
    </>
  );
}
