// The dialog around both ways to approve: what, how, who, and the digits.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ModalDialog } from '#renderer/ui/modal-dialog.tsx';
import { PrimaryButton } from '#renderer/ui/primary-button.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import type { ApprovalPartProps } from './approval-part.ts';

export interface ApprovalFrameProps extends Pick<ApprovalPartProps, 'head' | 'choice' | 'ways' | 'onCancel'> {
  /** Below the choice of the person. */
  readonly side?: ReactNode;
  readonly digits: ReactNode;
  readonly isBusy: boolean;
  readonly canSubmit: boolean;
  readonly onSubmit: () => void;
}

/** Enter approves, Escape leaves it. */
export function ApprovalFrame({ head, ways, choice, side, digits, isBusy, canSubmit, onSubmit, onCancel }: ApprovalFrameProps): ReactNode {
  const { t } = useTranslation('approval');
  const foot = (
    <>
      <PushButton shortcut="Escape" isModal isDisabled={isBusy} testId="approval-cancel" onPress={onCancel}>{t('cancel')}</PushButton>
      <PrimaryButton isModal isDisabled={!canSubmit || isBusy} testId="approval-submit" onPress={onSubmit}>{t(isBusy ? 'approving' : 'approve')}</PrimaryButton>
    </>
  );
  return (
    <ModalDialog title={t('title')} onClose={onCancel} isHeld={isBusy} size="wide" testId="approval-dialog" foot={foot}>
      {head}
      {ways}
      <div className="approval-columns">
        <div className="approval-side">{choice}{side}</div>
        {digits}
      </div>
    </ModalDialog>
  );
}
