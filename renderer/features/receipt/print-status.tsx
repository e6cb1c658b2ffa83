// How far the paper of a sale is, in a word, with what to do about it. Sent to the printer is not printed: it says so.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaleView } from '#shared/contract/till/sale-channels.ts';
import { problemText } from '#shared/i18n/problem-texts.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { printProblemOf } from './print-detail.ts';
import './print-status.css';

export interface PrintStatusProps {
  readonly sale: Pick<SaleView, 'print'>;
}

type Print = NonNullable<SaleView['print']>;
type State = Print['state'] | 'none';

const tones: Readonly<Record<State, 'ok' | 'waiting' | 'attention'>> = {
  none: 'waiting', queued: 'waiting', handed: 'waiting', spooled: 'ok', saved: 'ok', unconfirmed: 'attention', failed: 'attention',
};

export function PrintStatus({ sale }: PrintStatusProps): ReactNode {
  const { t } = useTranslation('receipt');
  const next = useNext(sale.print);
  const state: State = sale.print?.state ?? 'none';
  const copyNumber = sale.print?.copyNumber ?? 0;
  return (
    <div className="print-status" data-testid="print-status" data-state={state} data-tone={tones[state]} aria-live="polite">
      <div className="print-status-label">{copyNumber > 0 ? `${t('label')} · ${t('copy', { n: copyNumber })}` : t('label')}</div>
      <div className="print-status-state">{t(`state.${state}`)}</div>
      <div className="print-status-next">{next}</div>
    </div>
  );
}

function useNext(print: Print | null): string {
  const { t } = useTranslation('receipt');
  const locale = useLocale();
  const timeZone = useTillQuery('terminal.read', {}).value?.timeZone;
  if (print === null) return t('next.none');
  switch (print.state) {
    case 'failed': return problemText(printProblemOf(print.detail), locale).next;
    case 'spooled': return t('next.spooled', { detail: placeAndTime(print, timeZone, ' · ') });
    case 'saved': return t('next.saved', { detail: placeAndTime(print, timeZone, '\n') });
    default: return t(`next.${print.state}`);
  }
}

/** Printer or file (whose name fills a line), and the time of day in the store's zone. */
function placeAndTime({ detail, at }: Print, timeZone: string | undefined, between: ' · ' | '\n'): string {
  const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', ...(timeZone === undefined ? {} : { timeZone }) }).format(new Date(at));
  return detail === '' ? time : `${detail}${between}${time}`;
}
