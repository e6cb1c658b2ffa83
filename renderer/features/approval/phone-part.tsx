// Approving over the phone: a code is read out, another one is read back. Works without any network.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '#shared/contract/problems.ts';
import { useTillCommand } from '#renderer/till/use-till-query.ts';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { DigitsEntry } from '#renderer/ui/digits-entry.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import { ApprovalFrame } from './approval-frame.tsx';
import type { ApprovalPartProps } from './approval-part.ts';
import { useOperationText } from './operation-text.ts';
import { useChallenge, type Challenge } from './use-challenge.ts';
import { useWaitText } from './wait-text.ts';

const answerLength = 8;

/** 12345678 as 1234 5678: said and heard in two breaths. */
export function spokenCode(code: string): string {
  return code.length === answerLength ? `${code.slice(0, 4)} ${code.slice(4)}` : code;
}

function ReadAloud({ act, challenge, name }: Pick<ApprovalPartProps, 'act'> & { readonly challenge: Challenge; readonly name: string }): ReactNode {
  const { t } = useTranslation('approval');
  const operationText = useOperationText();
  const { value, problem } = challenge;
  if (value === null) return problem === null ? <Skeleton lines={4} label={t('codeComing')} /> : <ProblemNotice problem={problem} hasCustomer={false} testId="approval-problem" />;
  return (
    <div className="approval-read">
      <p>{t('readAloud', { name })}</p>
      <div>
        <small>{t('requestCode')}</small>
        <p className="approval-code" data-testid="approval-request-code">{spokenCode(value.requestCode)}</p>
      </div>
      <dl>
        <dt>{t('terminal')}</dt><dd>{value.terminalId}</dd>
        <dt>{t('what')}</dt><dd>{operationText(act.operation)}</dd>
        <dt>{t('amount')}</dt><dd><MoneyText amountFen={act.amountFen} /></dd>
        <dt>{t('tail')}</dt><dd data-testid="approval-tail">{value.subjectTail}</dd>
      </dl>
    </div>
  );
}

function Below({ challenge, problem, isShort }: { readonly challenge: Challenge; readonly problem: Problem | null; readonly isShort: boolean }): ReactNode {
  const { t } = useTranslation('approval');
  const waitText = useWaitText();
  if (challenge.isExpired || problem?.code === 'approval-code-expired') {
    return (
      <>
        <p role="alert" className="approval-complaint" data-testid="approval-problem" data-code="approval-code-expired">{t('expired')}</p>
        <PushButton isModal isWide testId="approval-new-code" onPress={challenge.renew}>{t('newCode')}</PushButton>
      </>
    );
  }
  if (problem !== null) return <ProblemNotice problem={problem} hasCustomer={false} testId="approval-problem" />;
  if (isShort) return <p role="alert" className="approval-complaint" data-testid="approval-problem" data-code="answer-short">{t('answerShort')}</p>;
  return challenge.value === null ? ' ' : <span aria-live="off">{t('answerHint', { wait: waitText(challenge.secondsLeft) })}</span>;
}

/** The request code stands for this act alone; another approver does not change it. */
export function PhonePart({ act, approver, onApproved, onHold, ...frame }: ApprovalPartProps): ReactNode {
  const { t } = useTranslation('approval');
  const challenge = useChallenge(act);
  const { run, isBusy, problem, clearProblem } = useTillCommand('approval.answer');
  const [answer, setAnswer] = useState('');
  const [isShort, setIsShort] = useState(false);
  const type = (digits: string): void => {
    setAnswer(digits);
    setIsShort(false);
    clearProblem();
  };
  const submit = async (): Promise<void> => {
    if (approver === null || challenge.value === null) return;
    if (answer.length < answerLength) return setIsShort(true);
    onHold(true);
    const reply = await run({ challengeId: challenge.value.challengeId, approverId: approver.staffId, code: answer });
    onHold(false);
    setAnswer('');
    if (reply.ok) onApproved(reply.value.approvalId);
  };
  const renew = (): void => {
    type('');
    challenge.renew();
  };
  return (
    <ApprovalFrame
      {...frame} isBusy={isBusy} canSubmit={approver !== null && challenge.value !== null && !challenge.isExpired && answer !== ''} onSubmit={() => void submit()}
      side={<ReadAloud act={act} challenge={challenge} name={approver?.name ?? ''} />}
      digits={(
        <DigitsEntry
          label={t('answer')} value={answer} maxLength={answerLength} isSecret={false} isHeld={approver === null || challenge.value === null || isBusy} testId="approval-answer"
          focusTurn={approver} onType={type} below={<Below challenge={{ ...challenge, renew }} problem={problem} isShort={isShort} />}
        />
      )}
    />
  );
}
