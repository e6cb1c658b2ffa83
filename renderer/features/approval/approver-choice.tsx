// Who is asked: everybody who may approve, never the one who asks.
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyValueOf } from '#shared/contract/till-api.ts';

export type Approver = ReplyValueOf<'approval.need'>['approvers'][number];

export interface ApproverChoiceProps {
  readonly approvers: readonly Approver[];
  readonly chosen: Approver | null;
  readonly isDisabled: boolean;
  readonly onChoose: (approver: Approver) => void;
}

/** Native radio buttons: one Tab stop, arrows inside. */
export function ApproverChoice({ approvers, chosen, isDisabled, onChoose }: ApproverChoiceProps): ReactNode {
  const { t } = useTranslation('approval');
  const name = useId();
  return (
    <fieldset className="approval-people" disabled={isDisabled}>
      <legend>{t('approver')}</legend>
      {approvers.map((approver) => (
        <label key={approver.staffId} className="approval-person" data-chosen={approver.staffId === chosen?.staffId}>
          <input type="radio" name={name} checked={approver.staffId === chosen?.staffId} data-testid={`approver-${approver.staffId}`} onChange={() => onChoose(approver)} />
          <span>{approver.name}</span><small>{approver.staffId}</small>
        </label>
      ))}
    </fieldset>
  );
}
