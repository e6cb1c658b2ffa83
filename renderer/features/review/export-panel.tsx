// Takes the figures out of the till: CSV, a workbook, or the day as PDF.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '#shared/contract/till-api.ts';
import type { Problem } from '#shared/contract/problems.ts';
import type { Review } from '#shared/contract/till/review-channels.ts';
import type { ReceiptDocument } from '#shared/contract/till/sale-channels.ts';
import { composeDayReport } from '#shared/receipt/compose-day-report.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { rangeText, type DayRange } from './day-range.ts';
import { ReviewSheet } from './review-sheet.tsx';
import { SavedFile } from './saved-file.tsx';
import { percentOf, type ExportRun } from './use-export.ts';

/** Saves a document as PDF; paper is another feature's business, so the app fills it in. */
export type PrintDocument = (document: ReceiptDocument, title: string) => Promise<ReplyOf<'printer.print'>>;

function Choice({ name, hint, isDisabled, testId, onPress }: { readonly name: string; readonly hint: string; readonly isDisabled: boolean; readonly testId: string; readonly onPress: () => void }): ReactNode {
  return <button type="button" className="review-choice" disabled={isDisabled} data-testid={testId} onClick={onPress}><strong>{name}</strong><span>{hint}</span></button>;
}

function Progress({ run }: { readonly run: ExportRun }): ReactNode {
  const { t } = useTranslation('review');
  const { state, problem } = run;
  if (problem !== null) return <ProblemNotice problem={problem} hasCustomer={false} />;
  if (state === null) return null;
  if (state.state === 'done') return <SavedFile what={t(`export.${state.format}`)} file={state.file} />;
  if (state.state !== 'running') return <p className="review-note" role="status" data-testid="export-ended" data-state={state.state}>{t(state.state === 'cancelled' ? 'export.cancelled' : 'export.failed')}</p>;
  return (
    <div className="review-progress">
      <p role="status">{t('export.running')} · {t('export.rows', { done: state.rowsDone, total: state.rowsTotal })}</p>
      <progress max={100} value={percentOf(state)} aria-label={t('export.running')} data-testid="export-progress" />
      <PushButton isModal testId="export-cancel" onPress={run.cancel}>{t('export.cancel')}</PushButton>
    </div>
  );
}

interface PdfRun {
  readonly isBusy: boolean;
  readonly file: string | null;
  readonly problem: Problem | null;
  readonly start: () => void;
}

function usePdf(review: Review | undefined, printDocument: PrintDocument | undefined): PdfRun {
  const terminal = useTillQuery('terminal.read', {}).value;
  const locale = useLocale();
  const [isBusy, setIsBusy] = useState(false);
  const [file, setFile] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const save = async (): Promise<void> => {
    if (review === undefined || terminal == null || printDocument === undefined) return;
    setIsBusy(true);
    const { storeName, timeZone, isTraining, terminalId } = terminal;
    const store = { name: storeName ?? { 'zh-CN': '', en: '' }, timeZone, isTraining };
    const title = ['day-report', review.from, ...(review.to === review.from ? [] : [review.to])].join('-');
    const reply = await printDocument(composeDayReport({ review, store, terminalId: terminalId ?? '', locale }), title);
    setIsBusy(false);
    setFile(reply.ok ? (reply.value.file ?? reply.value.detail) : null);
    setProblem(reply.ok ? null : reply.problem);
  };
  return { isBusy, file, problem, start: () => void save() };
}

export interface ExportPanelProps {
  readonly range: DayRange;
  /** What the PDF shows; undefined while it is being read. */
  readonly review: Review | undefined;
  readonly run: ExportRun;
  readonly isStore: boolean;
  readonly printDocument: PrintDocument | undefined;
  readonly onClose: () => void;
}

export function ExportPanel({ range, review, run, isStore, printDocument, onClose }: ExportPanelProps): ReactNode {
  const { t } = useTranslation('review');
  const pdf = usePdf(review, printDocument);
  const isBusy = run.isStarting || run.state?.state === 'running';
  return (
    <ReviewSheet kind="narrow" title={<>{t('export.title')} <small>{rangeText(range)}</small></>} backLabel={t('rows.close')} testId="export-panel" onBack={onClose}>
      {isStore ? <p className="review-note">{t('export.storeView')}</p> : null}
      <div className="review-choices">
        <Choice name={t('export.csv')} hint={t('export.csvHint')} isDisabled={isBusy} testId="export-csv" onPress={() => run.start(range, 'csv')} />
        <Choice name={t('export.xlsx')} hint={t('export.xlsxHint')} isDisabled={isBusy} testId="export-xlsx" onPress={() => run.start(range, 'xlsx')} />
        <Choice name={t('export.pdf')} hint={t(pdf.isBusy ? 'export.pdfBusy' : 'export.pdfHint')} isDisabled={pdf.isBusy || review === undefined || printDocument === undefined} testId="export-pdf" onPress={pdf.start} />
      </div>
      <Progress run={run} />
      {pdf.problem === null ? null : <ProblemNotice problem={pdf.problem} hasCustomer={false} />}
      {pdf.file === null ? null : <SavedFile what={t('export.pdf')} file={pdf.file} />}
    </ReviewSheet>
  );
}
