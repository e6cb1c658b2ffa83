// The middle column of the second step: whose document is on the counter.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { documentTypes, type DocumentType } from '#shared/domain/identity/document-type.ts';
import { isIdentitySettled, type IdentityStep } from '#renderer/flow/renewal-flow.ts';
import { renewalFlow } from '#renderer/flow/renewal-flow-store.ts';
import { ActionArea } from '#renderer/ui/action-area.tsx';
import { PrimaryButton } from '#renderer/ui/primary-button.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { DocumentForm } from './document-form.tsx';
import { emptyDocumentFields, expiryOf, type DocumentFields } from './document-fields.ts';
import { IdentityResult } from './identity-result.tsx';

interface NextAction {
  readonly label: 'next' | 'skip' | 'check' | 'checking' | 'cannotGoOn';
  readonly run: (() => void) | null;
}

/** What Enter does now: check what is entered, go on, skip, or nothing. */
function nextAction(step: IdentityStep, fields: DocumentFields, check: () => void): NextAction {
  const goOn = (): void => renewalFlow().send({ type: 'go-on' });
  if (step.isChecking) return { label: 'checking', run: null };
  if (step.draft.identity !== null) return isIdentitySettled(step.draft) ? { label: 'next', run: goOn } : { label: 'cannotGoOn', run: null };
  if (fields.number.trim() !== '') return { label: 'check', run: expiryOf(fields).isWrong ? null : check };
  return step.draft.isIdentityNeeded ? { label: 'check', run: null } : { label: 'skip', run: goOn };
}

function firstType(step: IdentityStep): DocumentType {
  return step.draft.account.documentType ?? documentTypes[0];
}

/** The number lives in this component while it is typed and is dropped as soon as it was checked. */
export function IdentityPanel({ step }: { readonly step: IdentityStep }): ReactNode {
  const { t } = useTranslation('identity');
  const frame = useTranslation('frame');
  const [fields, setFields] = useState<DocumentFields>(() => emptyDocumentFields(firstType(step)));
  const { checkDocument, back, send } = renewalFlow();
  const check = async (number: string, way: 'typed' | 'scanned'): Promise<void> => {
    const wasAnswered = await checkDocument({ documentType: fields.documentType, number, expiresOn: expiryOf(fields).expiresOn, way });
    if (wasAnswered) setFields((now) => emptyDocumentFields(now.documentType));
  };
  const action = nextAction(step, fields, () => void check(fields.number, 'typed'));
  const { identity } = step.draft;
  return (
    <>
      {identity === null
        ? <DocumentForm step={step} fields={fields} onChange={setFields} onScan={(number) => void check(number, 'scanned')} />
        : <IdentityResult identity={identity} onAgain={() => send({ type: 'check-again' })} />}
      <ActionArea>
        <PrimaryButton testId="id-check" isDisabled={action.run === null} onPress={() => action.run?.()}>{t(action.label)}</PrimaryButton>
        <PushButton isWide shortcut="Escape" isDisabled={step.isChecking} onPress={back}>{frame.t('flow.back')}</PushButton>
      </ActionArea>
    </>
  );
}
