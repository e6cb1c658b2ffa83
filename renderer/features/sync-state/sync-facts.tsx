// The connection in sentences: reachable or not, when last, when next, and whether this computer's clock is right.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncView } from '#shared/contract/till/sync-channels.ts';
import { useTillClock } from '#renderer/till/use-till-clock.ts';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { Meter } from '#renderer/ui/meter.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { useAgeText } from '#renderer/ui/use-age-text.ts';
import { SKEW_WORTH_SAYING_S, useSpanText } from './span-text.ts';

/** Refusals that no further try heals: this is not the terminal, or not the key, the carrier knows. */
const notBelieved: ReadonlySet<string> = new Set(['signature-invalid', 'terminal-unknown']);

/** Refusals after which the terminal stops selling; they have words of their own. */
const stops = ['journal-fork', 'journal-broken', 'terminal-revoked'] as const;

function NextTry({ nextTryAt, nowMs }: { readonly nextTryAt: string; readonly nowMs: number }): ReactNode {
  const { t } = useTranslation('sync-state');
  const seconds = Math.ceil((Date.parse(nextTryAt) - nowMs) / 1000);
  if (seconds <= 1) return <p>{t('nextTrySoon')}</p>;
  const wait = seconds < 90 ? t('wait.seconds', { count: seconds }) : t('wait.minutes', { count: Math.round(seconds / 60) });
  return <p>{t('nextTry', { wait })}</p>;
}

function ClockSkew({ seconds }: { readonly seconds: number }): ReactNode {
  const { t } = useTranslation('sync-state');
  const span = useSpanText();
  const size = Math.abs(seconds);
  if (size < SKEW_WORTH_SAYING_S) return null;
  return <p className="sync-warning" data-testid="clock-skew"><span aria-hidden="true">⚠ </span>{t(seconds < 0 ? 'clockFast' : 'clockSlow', { amount: span(size) })}</p>;
}

/** Nothing to act on at the counter, so it is said where the state of the line is looked up and not louder. */
function KeyInFile(): ReactNode {
  const { t } = useTranslation('sync-state');
  const { value: terminal } = useTillQuery('terminal.read', {});
  return terminal?.isKeySealed === false ? <p data-testid="status-key-in-file">{t('keyInFile')}</p> : null;
}

function LastProblem({ code }: { readonly code: string }): ReactNode {
  const { t } = useTranslation('sync-state');
  const stop = stops.find((one) => one === code);
  if (stop !== undefined) return <ProblemNotice problem={{ code: 'till-stopped', reason: stop }} />;
  if (!notBelieved.has(code)) return <p className="sync-warning">{t('lastProblem', { code })}</p>;
  return <p className="sync-warning" data-testid="not-believed"><span aria-hidden="true">⚠ </span>{t('notBelieved')}</p>;
}

/** Out of reach is said already; a full disk or a refusal behind it is worth more words. */
function isMereSilence(code: string): boolean {
  return code === 'gateway-unreachable';
}

/** What has not come yet is asked of the carrier at each look-up, so the sales need not wait. */
function Delivery({ received, total }: NonNullable<SyncView['delivery']>): ReactNode {
  const { t } = useTranslation('sync-state');
  return (
    <div data-testid="delivery">
      <Meter label={t('delivery')} text={t('deliveryCount', { received, total })} left={received} total={total} />
      <p>{t('deliveryHint')}</p>
    </div>
  );
}

/** Until the first delivery is whole there was no contact that vouches for it, and its progress says more. */
function LastContact({ sync, nowMs }: { readonly sync: SyncView; readonly nowMs: number }): ReactNode {
  const { t } = useTranslation('sync-state');
  const ageText = useAgeText();
  if (sync.lastContactAt === null) return sync.delivery === null ? <p>{t('neverContact')}</p> : null;
  return <p>{t('lastContact', { age: ageText(Date.parse(sync.lastContactAt), nowMs) })}</p>;
}

/** The next try is only of interest while something waits or the server is away. */
export function SyncFacts({ sync }: { readonly sync: SyncView }): ReactNode {
  const { t } = useTranslation('sync-state');
  const nowMs = useTillClock();
  const isWaiting = sync.pendingCount > 0 || !sync.isReachable;
  return (
    <div className="sync-facts" data-state={sync.isReachable ? 'reachable' : 'unreachable'}>
      <p className="sync-facts-what">{t(sync.isReachable ? 'reachable' : 'unreachable')}</p>
      <LastContact sync={sync} nowMs={nowMs} />
      {isWaiting && sync.nextTryAt !== null ? <NextTry nextTryAt={sync.nextTryAt} nowMs={nowMs} /> : null}
      {sync.lastProblem === null || isMereSilence(sync.lastProblem) ? null : <LastProblem code={sync.lastProblem} />}
      {sync.backupProblem === null ? null : <p className="sync-warning" data-testid="backup-problem"><span aria-hidden="true">⚠ </span>{t(`backupFailed.${sync.backupProblem}`)}</p>}
      {sync.delivery === null ? null : <Delivery {...sync.delivery} />}
      <ClockSkew seconds={sync.clockSkewSeconds} />
      <KeyInFile />
    </div>
  );
}
