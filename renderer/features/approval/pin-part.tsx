// Approving with a PIN at this terminal.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '#shared/contract/problems.ts';
import { millisecondsUntil } from '#renderer/till/milliseconds-until.ts';
import { useTillCommand } from '#renderer/till/use-till-query.ts';
import { DigitsEntry } from '#renderer/ui/digits-entry.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { pinDigits } from '#renderer/ui/typed-digits.ts';
import { useSecondsLeft } from '#renderer/ui/use-seconds-left.ts';
import { ApprovalFrame } from './approval-frame.tsx';
import type { ApprovalPartProps } from './approval-part.ts';
import type { Approver } from './approver-choice.tsx';
import { useWaitText } from './wait-text.ts';

interface Complaint {
  readonly problem: Problem | { readonly code: 'pin-short' };
  readonly staffId: string;
}

function Below({ complaint, approver, lockedSeconds }: { readonly complaint: Complaint | null; readonly approver: Approver | null; readonly lockedSeconds: number }): ReactNode {
  const { t } = useTranslation('approval');
  const waitText = useWaitText();
  const say = (code: string, text: string): ReactNode => <p role="alert" className="approval-complaint" data-testid="approval-problem" data-code={code}>{text}</p>;
  if (approver !== null && lockedSeconds > 0) return say('staff-locked', t('locked', { name: approver.name, wait: waitText(lockedSeconds) }));
  // What was said to one person must not stand there for the next.
  if (complaint === null || complaint.staffId !== approver?.staffId) return t('pinHint');
  const { problem } = complaint;
  switch (problem.code) {
    case 'pin-short': return say(problem.code, t('pinShort'));
    case 'pin-wrong': return say(problem.code, problem.triesLeft === 1 ? t('pinWrongLast') : t('pinWrong', { count: problem.triesLeft }));
    case 'staff-locked': return t('pinHint');
    default: return <ProblemNotice problem={problem} hasCustomer={false} testId="approval-problem" />;
  }
}

/** The PIN lives here, in memory, and is dropped as soon as it was sent. */
export function PinPart({ act, approver, onApproved, onHold, ...frame }: ApprovalPartProps): ReactNode {
  const { t } = useTranslation('approval');
  const { run, isBusy } = useTillCommand('approval.grant');
  const [typed, setTyped] = useState({ staffId: '', pin: '' });
  const [complaint, setComplaint] = useState<Complaint | null>(null);
  const [waitsUntilMs, setWaitsUntilMs] = useState<Readonly<Record<string, number>>>({});
  const lockedSeconds = useSecondsLeft(approver === null ? undefined : waitsUntilMs[approver.staffId]);
  const staffId = approver?.staffId ?? '';
  const pin = typed.staffId === staffId ? typed.pin : '';
  const submit = async (): Promise<void> => {
    if (approver === null) return;
    if (pin.length < pinDigits.shortest) return setComplaint({ problem: { code: 'pin-short' }, staffId });
    onHold(true);
    const reply = await run({ operation: act.operation, amountFen: act.amountFen, subject: act.subject, approverId: approver.staffId, pin });
    setTyped({ staffId, pin: '' });
    onHold(false);
    if (reply.ok) return onApproved(reply.value.approvalId);
    const { problem } = reply;
    if (problem.code === 'staff-locked') {
      const untilMs = performance.now() + await millisecondsUntil(problem.until);
      setWaitsUntilMs((waits) => ({ ...waits, [staffId]: untilMs }));
    }
    setComplaint({ problem, staffId });
  };
  return (
    <ApprovalFrame
      {...frame} isBusy={isBusy} canSubmit={approver !== null && pin !== '' && lockedSeconds === 0} onSubmit={() => void submit()}
      digits={(
        <DigitsEntry
          label={approver === null ? t('approver') : t('pinOf', { name: approver.name })} value={pin} maxLength={pinDigits.longest} isSecret isHeld={approver === null || isBusy}
          testId="approval-pin" focusTurn={approver} onType={(digits) => setTyped({ staffId, pin: digits })}
          below={<Below complaint={complaint} approver={approver} lockedSeconds={lockedSeconds} />}
        />
      )}
    />
  );
}
