// What is to be approved, in the words both people understand.
import { useTranslation } from 'react-i18next';
import type { ApprovedOperation } from '#shared/domain/approval.ts';

const names = {
  'sale.void': 'saleVoid', 'refund.start': 'refundStart', 'cash.paid-in': 'cashPaidIn', 'cash.paid-out': 'cashPaidOut', 'cash.drop': 'cashDrop', 'drawer.open': 'drawerOpen',
  'shift.close-difference': 'shiftCloseDifference', 'shift.close-open-work': 'shiftCloseOpenWork', 'payment.undo': 'paymentUndo', 'payment.force': 'paymentForce',
  'offline.exceed': 'offlineExceed', 'task.close': 'taskClose',
} as const satisfies Record<ApprovedOperation, string>;

/** Gives a function from the operation to its words. */
export function useOperationText(): (operation: ApprovedOperation) => string {
  const { t } = useTranslation('approval');
  return (operation) => t(`operation.${names[operation]}`);
}
