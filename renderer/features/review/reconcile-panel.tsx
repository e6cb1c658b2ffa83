// A wallet's statement against this terminal's books and the carrier's outcomes.
import { useId, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reconciliation } from '#shared/contract/till/review-channels.ts';
import type { SaleId } from '#shared/domain/ids.ts';
import { parseYuan } from '#shared/domain/fen.ts';
import { tenderText } from '#shared/i18n/term-texts.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { useTillCommand } from '#renderer/till/use-till-query.ts';
import { Field } from '#renderer/ui/field.tsx';
import { PrimaryButton } from '#renderer/ui/primary-button.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { Segments } from '#renderer/ui/segments.tsx';
import { rangeText, type DayRange } from './day-range.ts';
import { statementText, type StatementFault, type StatementText } from './read-statement.ts';
import { ReconcileResult } from './reconcile-result.tsx';
import { ReviewSheet } from './review-sheet.tsx';
import { StoryTimeline } from './story-panel.tsx';

const wallets = ['alipay', 'wechat', 'unionpay', 'card'] as const;
type Wallet = (typeof wallets)[number];

interface Chosen {
  readonly name: string;
  readonly kilobytes: number;
  readonly content: StatementText;
}

async function readFile(file: File): Promise<Chosen> {
  const about = { name: file.name, kilobytes: Math.max(1, Math.round(file.size / 1024)) };
  try {
    return { ...about, content: statementText(new Uint8Array(await file.arrayBuffer())) };
  } catch {
    // Moved or locked between choosing and reading.
    return { ...about, content: { ok: false, fault: 'unreadable' } };
  }
}

function FileField({ chosen, onChoose }: { readonly chosen: Chosen | null; readonly onChoose: (chosen: Chosen) => void }): ReactNode {
  const { t } = useTranslation('review');
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const fault: StatementFault | null = chosen === null || chosen.content.ok ? null : chosen.content.fault;
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>{t('reconcile.file')}</label>
      <div className="review-file">
        <PushButton isModal onPress={() => input.current?.click()}>{t('reconcile.choose')}</PushButton>
        <span className="review-file-name">{chosen === null ? t('reconcile.fileHint') : t('reconcile.chosen', { name: chosen.name, size: chosen.kilobytes })}</span>
        <input
          ref={input} id={id} type="file" className="visually-hidden" tabIndex={-1} accept=".csv,.txt,text/csv,text/plain" data-testid="reconcile-file"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            // The same file may be chosen again after it was mended.
            if (file !== undefined) void readFile(file).then(onChoose);
            event.target.value = '';
          }}
        />
      </div>
      <span className={fault === null ? 'field-hint' : 'field-problem'} role={fault === null ? undefined : 'alert'} data-testid="reconcile-fault">{fault === null ? ' ' : t(`reconcile.fault.${fault}`)}</span>
    </div>
  );
}

interface FormProps {
  readonly range: DayRange;
  readonly onResult: (result: Reconciliation) => void;
}

function ReconcileForm({ range, onResult }: FormProps): ReactNode {
  const { t } = useTranslation('review');
  const locale = useLocale();
  const [wallet, setWallet] = useState<Wallet>('wechat');
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [counted, setCounted] = useState('');
  const { run, isBusy, problem, clearProblem } = useTillCommand('review.reconcile');
  const amount = counted.trim() === '' ? null : parseYuan(counted);
  const isWrong = amount !== null && !amount.ok;
  const compare = async (): Promise<void> => {
    if (chosen?.content.ok !== true || isWrong) return;
    const reply = await run({ ...range, wallet, text: chosen.content.text, ...(amount?.ok === true ? { countedFen: amount.value } : {}) });
    if (reply.ok) onResult(reply.value);
  };
  const choose = (file: Chosen): void => {
    setChosen(file);
    clearProblem();
  };
  return (
    <div className="review-reconcile">
      <p className="review-hint">{t('reconcile.intro')}</p>
      <div className="field"><span className="field-label">{t('reconcile.wallet')}</span><Segments isCompact label={t('reconcile.wallet')} value={wallet} onChoose={setWallet} segments={wallets.map((value) => ({ value, label: tenderText(value, locale), testId: `reconcile-${value}` }))} /></div>
      <FileField chosen={chosen} onChoose={choose} />
      <Field label={t('reconcile.counted')} hint={t('reconcile.countedHint')} problem={isWrong ? t('reconcile.countedInvalid') : null}>
        {(control) => <input id={control.id} className="text-input" inputMode="decimal" autoComplete="off" data-testid="reconcile-counted" maxLength={16} value={counted} aria-describedby={control.describedBy} aria-invalid={control.isInvalid} onChange={(event) => setCounted(event.target.value)} />}
      </Field>
      {problem === null ? null : <ProblemNotice problem={problem} hasCustomer={false} />}
      <PrimaryButton isModal testId="reconcile-run" isDisabled={isBusy || chosen?.content.ok !== true || isWrong} onPress={() => void compare()}>{t(isBusy ? 'reconcile.running' : 'reconcile.run')}</PrimaryButton>
    </div>
  );
}

/** Escape goes from a story to the differences, from them to the file, and from there to the report. */
export function ReconcilePanel({ range, onClose }: { readonly range: DayRange; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('review');
  const [result, setResult] = useState<Reconciliation | null>(null);
  const [story, setStory] = useState<SaleId | null>(null);
  const back = (): void => {
    if (story !== null) setStory(null);
    else if (result !== null) setResult(null);
    else onClose();
  };
  return (
    <ReviewSheet title={story === null ? <>{t('reconcile.title')} <small>{rangeText(range)}</small></> : t('story.title')} backLabel={t(result === null ? 'rows.close' : 'rows.back')} testId="reconcile-panel" onBack={back}>
      <div className="review-sheet-body" hidden={result !== null}><ReconcileForm range={range} onResult={setResult} /></div>
      {result === null ? null : <div className="review-sheet-body" hidden={story !== null}><ReconcileResult result={result} onStory={setStory} /></div>}
      {story === null ? null : <StoryTimeline saleId={story} />}
    </ReviewSheet>
  );
}
