// The figures as the Z would have them now. Shows the expected cash, so only who reads the store's figures gets it.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReceiptDocument } from '#shared/contract/till/sale-channels.ts';
import { useStoreTime } from '#renderer/till/use-store-time.ts';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { ModalDialog } from '#renderer/ui/modal-dialog.tsx';
import { PrimaryButton } from '#renderer/ui/primary-button.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import { TotalFigures } from './z-figures.tsx';

export interface XReportDialogProps {
  readonly onClose: () => void;
  readonly renderReceipt?: (document: ReceiptDocument) => ReactNode;
}

/** Changes nothing: it can be looked at as often as wanted. */
export function XReportDialog({ onClose, renderReceipt }: XReportDialogProps): ReactNode {
  const { t } = useTranslation('shift');
  const storeTime = useStoreTime();
  const { value, problem } = useTillQuery('shift.x', {});
  return (
    <ModalDialog title={t('xTitle')} onClose={onClose} size="wide" testId="x-report" foot={<PrimaryButton isModal testId="x-close" onPress={onClose}>{t('close1')}</PrimaryButton>}>
      {value === undefined && problem === null ? <Skeleton lines={8} label={t('xTitle')} /> : null}
      {problem === null ? null : <ProblemNotice problem={problem} hasCustomer={false} />}
      {value === undefined ? null : (
        <div className="x-report">
          <div>
            <p className="shift-why">{t('xAt', { staffId: value.staffId, clock: storeTime(value.at).clock })}</p>
            <dl className="fact-list shift-figures"><TotalFigures totals={value.totals} /></dl>
          </div>
          {renderReceipt === undefined ? null : <ScrollRegion className="shift-paper" label={t('xTitle')}>{renderReceipt(value.receipt)}</ScrollRegion>}
        </div>
      )}
    </ModalDialog>
  );
}
