// What became of a refund: nothing is handed out before it says so.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaleRow } from '#shared/contract/till/sale-channels.ts';
import type { RefundView } from '#shared/contract/till/undo-channels.ts';
import { paymentReasonText } from '#shared/i18n/payment-reason-texts.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { useTillCommand, useTillQuery } from '#renderer/till/use-till-query.ts';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { RefundLines, useValidityText } from './refund-forecast.tsx';

function Requested({ refund, isModal }: { readonly refund: RefundView; readonly isModal: boolean }): ReactNode {
  const { t } = useTranslation('transactions');
  const { run, isBusy, problem } = useTillCommand('refund.ask');
  return (
    <>
      <h3>{t('refund.requested')}</h3>
      <p><strong>{t('refund.doNotGive')}</strong></p>
      <p>{t('refund.requestedNext')}</p>
      {problem === null ? null : <ProblemNotice problem={problem} />}
      <PushButton isModal={isModal} isDisabled={isBusy} testId="refund-ask" onPress={() => void run({ refundId: refund.refundId })}>{t(isBusy ? 'refund.asking' : 'refund.ask')}</PushButton>
    </>
  );
}

function Completed({ refund, sale }: { readonly refund: RefundView; readonly sale: SaleRow }): ReactNode {
  const { t } = useTranslation('transactions');
  const validityText = useValidityText('done');
  const hasHandwork = refund.lines.some((line) => sale.tenders.some((tender) => tender.paymentId === line.paymentId && tender.way === 'stand-alone'));
  return (
    <>
      <span className="undo-tick" aria-hidden="true">✓</span>
      <h3>{t('refund.completed')}</h3>
      {refund.cashFen === 0 ? null : <><span>{t('cashToGive')}</span><MoneyText amountFen={refund.cashFen} size="giant" testId="refund-cash" /></>}
      <RefundLines lines={refund.lines} sale={sale} />
      {hasHandwork ? <p className="transactions-note">{t('cardByHand')}</p> : null}
      <p className="refund-validity">{validityText(refund)}</p>
    </>
  );
}

function Failed({ refund }: { readonly refund: RefundView }): ReactNode {
  const { t } = useTranslation('transactions');
  const locale = useLocale();
  return (
    <>
      <h3>{t('refund.failed')}</h3>
      <p>{refund.failure === null ? t('refund.failedWhy') : t('refund.failedBecause', { why: paymentReasonText('refund-failed', refund.failure, locale) })}</p>
      <p>{t('refund.failedNext')}</p>
    </>
  );
}

export interface RefundOutcomeProps {
  /** As it was answered first; what is shown keeps up with the till. */
  readonly refund: RefundView;
  readonly sale: SaleRow;
}

/** In a dialog, right after it was started. */
export function RefundOutcome({ refund: started, sale }: RefundOutcomeProps): ReactNode {
  const refund = useTillQuery('refund.read', { refundId: started.refundId }).value ?? started;
  return (
    <div className="undo-result" role="status" data-testid="refund-outcome" data-state={refund.state}>
      {refund.state === 'requested' ? <Requested refund={refund} isModal /> : null}
      {refund.state === 'completed' ? <Completed refund={refund} sale={sale} /> : null}
      {refund.state === 'failed' ? <Failed refund={refund} /> : null}
    </div>
  );
}
