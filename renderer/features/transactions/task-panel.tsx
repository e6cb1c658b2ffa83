// One refund task: the next step, who looks after it, and settling it without a refund.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefundTask } from '#shared/contract/till/undo-channels.ts';
import { mayUse } from '#shared/domain/permissions.ts';
import { staffIdSchema } from '#shared/contract/values.ts';
import { sendApproved } from '#renderer/flow/approval-store.ts';
import { useTillCommand, useTillQuery } from '#renderer/till/use-till-query.ts';
import { Field } from '#renderer/ui/field.tsx';
import { ModalDialog } from '#renderer/ui/modal-dialog.tsx';
import { PrimaryButton } from '#renderer/ui/primary-button.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { ReasonChoice } from '#renderer/ui/reason-choice.tsx';

function Assign({ task }: { readonly task: RefundTask }): ReactNode {
  const { t } = useTranslation('transactions');
  const people = useTillQuery('staff.list', {}).value ?? [];
  const { run, isBusy, problem } = useTillCommand('task.assign');
  const assign = (staffId: string): void => {
    const owner = staffIdSchema.safeParse(staffId);
    if (owner.success && owner.data !== task.ownerId) void run({ saleId: task.saleId, ownerId: owner.data });
  };
  return (
    <>
      <Field label={t('task.assign')}>
        {({ id, describedBy }) => (
          <select id={id} className="select-input" data-testid="task-owner" aria-describedby={describedBy} value={task.ownerId} disabled={isBusy} onChange={(event) => assign(event.target.value)}>
            {people.filter(({ role }) => role !== 'auditor').map((person) => <option key={person.staffId} value={person.staffId}>{person.name} {person.staffId}</option>)}
            {people.some(({ staffId }) => staffId === task.ownerId) ? null : <option value={task.ownerId}>{task.ownerId}</option>}
          </select>
        )}
      </Field>
      {problem === null ? null : <ProblemNotice problem={problem} hasCustomer={false} />}
    </>
  );
}

function CloseDialog({ task, onClose }: { readonly task: RefundTask; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('transactions');
  const { run, problem, clearProblem } = useTillCommand('task.close');
  const [reason, setReason] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const [isSending, setIsSending] = useState(false);
  const submit = async (): Promise<void> => {
    setIsMissing(reason.trim() === '');
    if (reason.trim() === '') return;
    setIsSending(true);
    const reply = await sendApproved(
      (approval) => run({ saleId: task.saleId, reason: reason.trim(), ...approval }),
      { operation: 'task.close', amountFen: task.leftFen, subject: task.saleId, about: `${task.receiptNumber} · ${task.msisdnMasked}` },
    );
    setIsSending(false);
    if (reply === null) return clearProblem();
    if (reply.ok) onClose();
  };
  const foot = (
    <>
      <PushButton shortcut="Escape" isModal isDisabled={isSending} testId="task-close-cancel" onPress={onClose}>{t('keep')}</PushButton>
      <PrimaryButton isModal isDisabled={isSending} testId="task-close-submit" onPress={() => void submit()}>{t(isSending ? 'busy' : 'task.confirm')}</PrimaryButton>
    </>
  );
  const change = (next: string): void => {
    setReason(next);
    setIsMissing(false);
  };
  return (
    <ModalDialog title={t('task.closeTitle')} onClose={onClose} isHeld={isSending} testId="task-close-dialog" foot={foot}>
      <p>{t('task.closeWhy')}</p>
      <ReasonChoice label={t('task.how')} act="task.close" value={reason} isMissing={isMissing} isDisabled={isSending} isModal onChange={change} />
      {problem === null || isSending ? null : <ProblemNotice problem={problem} hasCustomer={false} />}
    </ModalDialog>
  );
}

/** A refund ends the task by itself; everything else has to be said. */
export function TaskPanel({ task }: { readonly task: RefundTask }): ReactNode {
  const { t } = useTranslation('transactions');
  const role = useTillQuery('session.read', {}).value?.person?.role ?? null;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className="task-panel" data-testid="task-panel">
      <p><strong>{t('task.next')}</strong></p>
      {mayUse(role, 'manager') ? <Assign key={task.saleId} task={task} /> : <p>{t('task.owner', { staffId: task.ownerId })}</p>}
      {mayUse(role, 'clerk') ? <PushButton isWide testId="task-close" onPress={() => setIsOpen(true)}>{t('task.close')}</PushButton> : null}
      {isOpen ? <CloseDialog task={task} onClose={() => setIsOpen(false)} /> : null}
    </div>
  );
}
