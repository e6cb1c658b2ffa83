// Which printer and which paper; chosen at once, no button to save.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyValueOf } from '#shared/contract/till-api.ts';
import type { Settings } from '#shared/contract/till/sync-channels.ts';
import { useTillCommand, useTillQuery } from '#renderer/till/use-till-query.ts';
import { Card } from '#renderer/ui/card.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import { StateTag, type StateTone } from '#renderer/ui/state-tag.tsx';
import { ChoiceList, type Choice } from './choice-list.tsx';

type Printer = ReplyValueOf<'printer.list'>[number];

const tones: Record<Printer['state'], StateTone> = { idle: 'ok', busy: 'brand', stopped: 'attention', unknown: 'neutral' };

function PrinterState({ printer }: { readonly printer: Printer }): ReactNode {
  const { t } = useTranslation('settings');
  return <StateTag tone={tones[printer.state]}>{t(`state.${printer.state}`)}</StateTag>;
}

/** The printers of the system, "none" first; the chosen one stays in the list when the system no longer knows it. */
function usePrinterChoices(printers: readonly Printer[], chosen: string): Choice<string>[] {
  const { t } = useTranslation('settings');
  const known = printers.map((printer): Choice<string> => ({
    value: printer.name, label: printer.description === '' ? printer.name : printer.description, testId: `printer-${printer.name}`,
    ...(printer.reason === '' ? {} : { hint: printer.reason }), aside: <PrinterState printer={printer} />,
  }));
  const isMissing = chosen !== '' && printers.every((printer) => printer.name !== chosen);
  const missing: Choice<string> = { value: chosen, label: chosen, hint: t('missingHint'), aside: <StateTag tone="attention">{t('missing')}</StateTag>, testId: 'printer-missing' };
  return [{ value: '', label: t('noPrinter'), hint: t('noPrinterHint'), testId: 'printer-none' }, ...known, ...(isMissing ? [missing] : [])];
}

function Printers({ printers, settings, onChoose, isBusy }: { readonly printers: readonly Printer[]; readonly settings: Settings; readonly onChoose: (printer: string) => void; readonly isBusy: boolean }): ReactNode {
  const { t } = useTranslation('settings');
  const choices = usePrinterChoices(printers, settings.printer);
  return (
    <>
      <ChoiceList label={t('printer')} choices={choices} value={settings.printer} onChoose={onChoose} isDisabled={isBusy} />
      {printers.length === 0 ? <p className="settings-note" data-testid="no-printers"><strong>{t('noPrinters')}</strong>{t('noPrintersHint')}</p> : null}
    </>
  );
}

/** Printers are asked for anew each time the button is pressed: the system announces nothing. */
export function PrinterSettings({ settings }: { readonly settings: Settings }): ReactNode {
  const { t } = useTranslation('settings');
  const printers = useTillQuery('printer.list', {});
  const { run, isBusy, problem } = useTillCommand('settings.choose-printer');
  const { printer, paperMm } = settings;
  const papers = ([58, 80] as const).map((mm) => ({ value: mm, label: t('paperMm', { mm }), testId: `paper-${mm}` }));
  return (
    <Card title={t('printing')} className="settings-card" aside={<PushButton tone="quiet" testId="printers-again" onPress={printers.reload}>{t('searchAgain')}</PushButton>}>
      <h3>{t('printer')}</h3>
      <div className="settings-printers">
        {printers.value === undefined
          ? (printers.problem === null ? <Skeleton lines={3} label={t('searching')} /> : <ProblemNotice problem={printers.problem} />)
          : <Printers printers={printers.value} settings={settings} isBusy={isBusy} onChoose={(name) => void run({ printer: name, paperMm })} />}
      </div>
      <h3>{t('paper')}</h3>
      <ChoiceList label={t('paper')} choices={papers} value={paperMm} isInLine isDisabled={isBusy} onChoose={(mm) => void run({ printer, paperMm: mm })} />
      {problem === null ? null : <ProblemNotice problem={problem} />}
    </Card>
  );
}
