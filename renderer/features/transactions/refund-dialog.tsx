// Giving money back after the sale has left the terminal: how much, why, what it will do, who agrees, what became of it.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaleRow } from '#shared/contract/till/sale-channels.ts';
import type { RefundView } from '#shared/contract/till/undo-channels.ts';
import { formatMoney } from '#shared/domain/fen.ts';
import { sendApproved } from '#renderer/flow/approval-store.ts';
import { useTillCommand } from '#renderer/till/use-till-query.ts';
import { AmountField } from '#renderer/ui/amount-field.tsx';
import { ModalDialog } from '#renderer/ui/modal-dialog.tsx';
import { PrimaryButton } from '#renderer/ui/primary-button.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { ReasonChoice } from '#renderer/ui/reason-choice.tsx';
import { Segments } from '#renderer/ui/segments.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import { useAmountEntry, type AmountEntry } from '#renderer/ui/use-amount-entry.ts';
import { RefundForecast } from './refund-forecast.tsx';
import { RefundOutcome } from './refund-outcome.tsx';
import { SaleLine } from './sale-line.tsx';
import { useRefundPreview, type RefundPreviewReading } from './use-refund-preview.ts';

type Extent = 'all' | 'part';

interface AmountPartProps {
  readonly extent: Extent;
  readonly onExtent: (extent: Extent) => void;
  readonly entry: AmountEntry;
  readonly isHeld: boolean;
}

function AmountPart({ extent, onExtent, entry, isHeld }: AmountPartProps): ReactNode {
  const { t } = useTranslation('transactions');
  const segments = [{ value: 'all', label: t('refund.all'), testId: 'refund-all' }, { value: 'part', label: t('refund.part'), testId: 'refund-part' }] as const;
  return (
    <>
      <Segments label={t('refund.extent')} segments={segments} value={extent} isDisabled={isHeld} onChoose={onExtent} />
      {extent === 'part' ? <AmountField entry={entry} label={t('refund.amount')} hint={t('refund.amountHint')} testId="refund-amount" isReadOnly={isHeld} isCompact /> : null}
    </>
  );
}

function Forecast({ reading, sale, isWanted }: { readonly reading: RefundPreviewReading; readonly sale: SaleRow; readonly isWanted: boolean }): ReactNode {
  const { t } = useTranslation('transactions');
  const { preview, problem, isAsking, reload } = reading;
  if (!isWanted) return <p className="transactions-hint">{t('refund.typeAmount')}</p>;
  if (problem !== null && !isAsking) return <ProblemNotice problem={problem} actions={<PushButton isModal testId="refund-preview-again" onPress={reload}>{t('again')}</PushButton>} />;
  return preview === null || isAsking ? <Skeleton lines={4} label={t('refund.asking')} /> : <RefundForecast preview={preview} sale={sale} />;
}

interface Starting {
  readonly isSending: boolean;
  readonly problem: Parameters<typeof ProblemNotice>[0]['problem'] | null;
  readonly start: (preview: NonNullable<RefundPreviewReading['preview']>, reason: string) => Promise<RefundView | null>;
}

/** The same preview is the same refund: pressing again after an unclear answer gives nothing back twice. */
function useStart(sale: SaleRow): Starting {
  const { run, problem, clearProblem } = useTillCommand('refund.start');
  const [isSending, setIsSending] = useState(false);
  const start: Starting['start'] = async ({ refundId, amountFen }, reason) => {
    setIsSending(true);
    const reply = await sendApproved(
      (approval) => run({ saleId: sale.saleId, refundId, amountFen, reason, ...approval }),
      { operation: 'refund.start', amountFen, subject: sale.saleId, about: `${sale.receiptNumber} · ${sale.msisdnMasked}` },
    );
    setIsSending(false);
    if (reply === null) clearProblem();
    return reply?.ok === true ? reply.value : null;
  };
  return { isSending, problem: isSending ? null : problem, start };
}

interface ColumnsProps {
  readonly extent: Extent;
  readonly amount: ReactNode;
  readonly reasons: ReactNode;
  readonly forecast: ReactNode;
}

/** The reasons stand beside the keypad while there is one: below it nothing would be left of the screen. */
function Columns({ extent, amount, reasons, forecast }: ColumnsProps): ReactNode {
  return (
    <div className="refund-columns">
      <div className="refund-column">{amount}{extent === 'all' ? reasons : null}</div>
      <div className="refund-column">{extent === 'part' ? reasons : null}<div className="refund-column" aria-live="polite">{forecast}</div></div>
    </div>
  );
}

interface FormProps {
  readonly sale: SaleRow;
  readonly onClose: () => void;
  readonly onStarted: (refund: RefundView) => void;
}

function Form({ sale, onClose, onStarted }: FormProps): ReactNode {
  const { t } = useTranslation('transactions');
  const [extent, setExtent] = useState<Extent>('all');
  const entry = useAmountEntry();
  const wantedFen = extent === 'all' ? 'all' : (entry.amountFen === 0 ? null : entry.amountFen);
  const reading = useRefundPreview(sale.saleId, wantedFen);
  const [reason, setReason] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const { isSending, problem, start } = useStart(sale);
  // What is about to be sent is what was said: not the answer to an earlier amount.
  const preview = !reading.isAsking && wantedFen !== null && (wantedFen === 'all' || reading.preview?.amountFen === wantedFen) ? reading.preview : null;
  const submit = async (): Promise<void> => {
    setIsMissing(reason.trim() === '');
    if (preview === null || reason.trim() === '') return;
    const refund = await start(preview, reason.trim());
    if (refund !== null) onStarted(refund);
  };
  const change = (next: string): void => {
    setReason(next);
    setIsMissing(false);
  };
  const reasons = <ReasonChoice label={t('reason')} act="refund.start" value={reason} isMissing={isMissing} isDisabled={isSending} isModal onChange={change} />;
  const foot = (
    <>
      <PushButton shortcut="Escape" isModal isDisabled={isSending} testId="refund-cancel" onPress={onClose}>{t('keep')}</PushButton>
      <PrimaryButton isModal isDisabled={isSending || preview === null} testId="refund-submit" onPress={() => void submit()}>
        {isSending ? t('busy') : (preview === null ? t('refund.button') : t('refund.confirm', { amount: formatMoney(preview.amountFen) }))}
      </PrimaryButton>
    </>
  );
  return (
    <ModalDialog title={t('refund.title')} onClose={onClose} isHeld={isSending} size="wide" testId="refund-dialog" foot={foot}>
      <SaleLine sale={sale} />
      <Columns
        extent={extent} amount={<AmountPart extent={extent} entry={entry} isHeld={isSending} onExtent={setExtent} />} reasons={reasons}
        forecast={<><Forecast reading={reading} sale={sale} isWanted={wantedFen !== null} />{problem === null ? null : <ProblemNotice problem={problem} />}</>}
      />
    </ModalDialog>
  );
}

/** Once started it goes on by itself: closing the dialog loses nothing. */
export function RefundDialog({ sale, onClose }: { readonly sale: SaleRow; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('transactions');
  const [started, setStarted] = useState<RefundView | null>(null);
  if (started === null) return <Form sale={sale} onClose={onClose} onStarted={setStarted} />;
  return (
    <ModalDialog title={t('refund.title')} onClose={onClose} testId="refund-dialog" foot={<PrimaryButton isModal testId="refund-close" onPress={onClose}>{t('close')}</PrimaryButton>}>
      <RefundOutcome refund={started} sale={sale} />
    </ModalDialog>
  );
}
