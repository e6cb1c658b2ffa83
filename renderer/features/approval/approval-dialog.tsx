// The dialog in which somebody else says yes: with a PIN here, or by a code over the phone.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyValueOf } from '#shared/contract/till-api.ts';
import { useApprovalAsking, type AskedApproval } from '#renderer/flow/approval-store.ts';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { ModalDialog } from '#renderer/ui/modal-dialog.tsx';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { Segments } from '#renderer/ui/segments.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import { useShortcuts } from '#renderer/ui/use-shortcuts.ts';
import { ApproverChoice, type Approver } from './approver-choice.tsx';
import { useOperationText } from './operation-text.ts';
import { PhonePart } from './phone-part.tsx';
import { PinPart } from './pin-part.tsx';
import './approval.css';

function What({ asked }: { readonly asked: AskedApproval }): ReactNode {
  const operationText = useOperationText();
  return (
    <div className="approval-what" data-testid="approval-what" data-operation={asked.act.operation}>
      <strong>{operationText(asked.act.operation)}</strong>
      {asked.about === null ? null : <p>{asked.about}</p>}
      {asked.act.amountFen === 0 ? null : <MoneyText amountFen={asked.act.amountFen} size="large" testId="approval-amount" />}
    </div>
  );
}

type Way = 'pin' | 'code';

function WayChoice({ way, onChoose }: { readonly way: Way; readonly onChoose: (way: Way) => void }): ReactNode {
  const { t } = useTranslation('approval');
  useShortcuts({ F2: () => onChoose('pin'), F3: () => onChoose('code') }, { isModal: true });
  const key = (words: string, name: string): ReactNode => <>{words}<KeyHint name={name} /></>;
  return (
    <Segments
      label={t('ways')} value={way} onChoose={onChoose}
      segments={[{ value: 'pin', label: key(t('pinWay'), 'F2'), testId: 'approval-way-pin' }, { value: 'code', label: key(t('codeWay'), 'F3'), testId: 'approval-way-code' }]}
    />
  );
}

interface FormProps {
  readonly asked: AskedApproval;
  readonly need: ReplyValueOf<'approval.need'>;
}

/** Chooses the only one there is; among several nobody is chosen by itself. */
function Form({ asked, need }: FormProps): ReactNode {
  const { t } = useTranslation('approval');
  const { settle } = useApprovalAsking();
  const [way, setWay] = useState<Way>('pin');
  const only = need.approvers.length === 1 ? need.approvers[0] : undefined;
  const [chosen, setChosen] = useState<Approver | null>(only ?? null);
  const [isHeld, setIsHeld] = useState(false);
  const part = {
    act: asked.act, approver: chosen, onApproved: settle, onHold: setIsHeld, onCancel: () => settle(null), head: <What asked={asked} />,
    choice: <ApproverChoice approvers={need.approvers} chosen={chosen} isDisabled={isHeld} onChoose={setChosen} />,
    ways: need.canUseCode ? <WayChoice way={way} onChoose={(next) => (isHeld ? undefined : setWay(next))} /> : null,
  };
  if (need.approvers.length === 0) {
    return <Frame onCancel={part.onCancel} body={<>{part.head}<div className="approval-empty" role="alert" data-testid="approval-nobody"><strong>{t('noApprovers')}</strong><p>{t('noApproversHint')}</p></div></>} />;
  }
  return way === 'pin' ? <PinPart {...part} /> : <PhonePart {...part} />;
}

function Frame({ body, onCancel }: { readonly body: ReactNode; readonly onCancel: () => void }): ReactNode {
  const { t } = useTranslation('approval');
  return (
    <ModalDialog title={t('title')} onClose={onCancel} size="wide" testId="approval-dialog" foot={<PushButton shortcut="Escape" isModal testId="approval-cancel" onPress={onCancel}>{t('cancel')}</PushButton>}>
      {body}
    </ModalDialog>
  );
}

/** Escape closes it; what was being done under it is still there. */
export function ApprovalDialog({ asked }: { readonly asked: AskedApproval }): ReactNode {
  const { t } = useTranslation('approval');
  const settle = useApprovalAsking((asking) => asking.settle);
  const { operation, amountFen, subject } = asked.act;
  const need = useTillQuery('approval.need', { operation, amountFen, subject });
  if (need.value !== undefined) return <Form asked={asked} need={need.value} />;
  const waiting = need.problem === null
    ? <Skeleton lines={4} label={t('title')} />
    : <ProblemNotice problem={need.problem} actions={<PushButton isModal shortcut="Enter" onPress={need.reload}>{t('again')}</PushButton>} />;
  return <Frame onCancel={() => settle(null)} body={<><What asked={asked} />{waiting}</>} />;
}
