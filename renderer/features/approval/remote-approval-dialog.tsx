// What the colleague reads out goes in, the answer to read back comes out, as large as it can be.
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { approvedOperations, type ApprovedOperation } from '#shared/domain/approval.ts';
import { parseYuan } from '#shared/domain/fen.ts';
import { terminalIdSchema } from '#shared/contract/values.ts';
import type { RequestOf } from '#shared/contract/till-api.ts';
import { useTillCommand } from '#renderer/till/use-till-query.ts';
import { Field } from '#renderer/ui/field.tsx';
import { ModalDialog } from '#renderer/ui/modal-dialog.tsx';
import { PrimaryButton } from '#renderer/ui/primary-button.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { typedDigits } from '#renderer/ui/typed-digits.ts';
import { useOperationText } from './operation-text.ts';
import { spokenCode } from './phone-part.tsx';
import './approval.css';

interface Heard {
  readonly terminalId: string;
  readonly requestCode: string;
  readonly operation: ApprovedOperation | '';
  readonly amount: string;
  readonly tail: string;
}

const nothing: Heard = { terminalId: '', requestCode: '', operation: '', amount: '', tail: '' };

/** The request to the till, or null while a part is missing or cannot be read. */
export function requestOf(heard: Heard): RequestOf<'approval.compute'> | null {
  const terminalId = terminalIdSchema.safeParse(heard.terminalId.normalize('NFKC').trim().toUpperCase());
  const amount = parseYuan(heard.amount);
  const subjectTail = heard.tail.normalize('NFKC').trim();
  if (!terminalId.success || !amount.ok || heard.operation === '' || heard.requestCode.length !== 8 || !/^[\w.-]{1,8}$/.test(subjectTail)) return null;
  return { terminalId: terminalId.data, requestCode: heard.requestCode, operation: heard.operation, amountFen: amount.value, subjectTail };
}

interface FormProps {
  readonly heard: Heard;
  readonly onChange: (change: Partial<Heard>) => void;
}

function Form({ heard, onChange }: FormProps): ReactNode {
  const { t } = useTranslation('approval');
  const operationText = useOperationText();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <div className="approval-remote">
      <Field label={t('remote.requestCode')}>
        {({ id, describedBy }) => (
          <input
            ref={first} id={id} className="text-input digits-field" data-testid="remote-code" inputMode="numeric" autoComplete="off" aria-describedby={describedBy}
            value={heard.requestCode} onChange={(event) => onChange({ requestCode: typedDigits(event.target.value, 8) })}
          />
        )}
      </Field>
      <Field label={t('remote.terminal')}>
        {({ id, describedBy }) => <input id={id} className="text-input" data-testid="remote-terminal" autoComplete="off" maxLength={64} placeholder="T-0007" aria-describedby={describedBy} value={heard.terminalId} onChange={(event) => onChange({ terminalId: event.target.value })} />}
      </Field>
      <Field label={t('remote.operation')}>
        {({ id, describedBy }) => (
          <select id={id} className="select-input" data-testid="remote-operation" aria-describedby={describedBy} value={heard.operation} onChange={(event) => onChange({ operation: approvedOperations.find((one) => one === event.target.value) ?? '' })}>
            <option value="">{t('remote.choose')}</option>
            {approvedOperations.map((operation) => <option key={operation} value={operation}>{operationText(operation)}</option>)}
          </select>
        )}
      </Field>
      <Field label={t('remote.amount')} hint={t('remote.amountHint')}>
        {({ id, describedBy }) => <input id={id} className="text-input" data-testid="remote-amount" inputMode="decimal" autoComplete="off" maxLength={16} aria-describedby={describedBy} value={heard.amount} onChange={(event) => onChange({ amount: event.target.value })} />}
      </Field>
      <Field label={t('remote.tail')}>
        {({ id, describedBy }) => <input id={id} className="text-input" data-testid="remote-tail" autoComplete="off" maxLength={8} aria-describedby={describedBy} value={heard.tail} onChange={(event) => onChange({ tail: event.target.value })} />}
      </Field>
    </div>
  );
}

function Answer({ code }: { readonly code: string }): ReactNode {
  const { t } = useTranslation('approval');
  return (
    <div className="approval-remote-answer" role="status">
      <p>{t('remote.answer')}</p>
      <p className="approval-code" data-testid="remote-answer">{spokenCode(code)}</p>
      <p>{t('remote.answerHint')}</p>
    </div>
  );
}

/** Every part goes into the answer: one that differs from what the clerk's terminal has makes another code. */
export function RemoteApprovalDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('approval');
  const { run, isBusy, problem, clearProblem } = useTillCommand('approval.compute');
  const [heard, setHeard] = useState(nothing);
  const [isLacking, setIsLacking] = useState(false);
  const [code, setCode] = useState<string | null>(null);
  const compute = async (): Promise<void> => {
    const request = requestOf(heard);
    setIsLacking(request === null);
    if (request === null) return;
    const reply = await run(request);
    if (reply.ok) setCode(reply.value.code);
  };
  const change = (part: Partial<Heard>): void => {
    setHeard((now) => ({ ...now, ...part }));
    setIsLacking(false);
    clearProblem();
  };
  const another = (): void => {
    setHeard(nothing);
    setCode(null);
  };
  const foot = (
    <>
      <PushButton shortcut="Escape" isModal testId="remote-close" onPress={onClose}>{t('remote.close')}</PushButton>
      {code === null
        ? <PrimaryButton isModal isDisabled={isBusy} testId="remote-compute" onPress={() => void compute()}>{t(isBusy ? 'remote.computing' : 'remote.compute')}</PrimaryButton>
        : <PushButton isModal testId="remote-another" onPress={another}>{t('remote.another')}</PushButton>}
    </>
  );
  return (
    <ModalDialog title={t('remote.title')} onClose={onClose} testId="remote-dialog" foot={foot}>
      {code === null ? <><p>{t('remote.lead')}</p><Form heard={heard} onChange={change} /></> : <Answer code={code} />}
      {isLacking ? <p role="alert" className="approval-complaint" data-testid="remote-lacking">{t('remote.missing')}</p> : null}
      {problem === null ? null : <ProblemNotice problem={problem} hasCustomer={false} />}
    </ModalDialog>
  );
}
