// What both ways to approve are given.
import type { ReactNode } from 'react';
import type { ApprovedAct } from '#shared/domain/approval.ts';
import type { ApprovalId } from '#shared/domain/ids.ts';
import type { Approver } from './approver-choice.tsx';

export interface ApprovalPartProps {
  readonly act: ApprovedAct;
  readonly approver: Approver | null;
  readonly onApproved: (approvalId: ApprovalId) => void;
  /** True while the till is being asked: nothing may change meanwhile. */
  readonly onHold: (isHeld: boolean) => void;
  readonly onCancel: () => void;
  /** What is to be approved. */
  readonly head: ReactNode;
  /** Who is asked. */
  readonly choice: ReactNode;
  /** How; null where there is only the PIN. */
  readonly ways: ReactNode;
}
