// What this terminal is: for a call with support.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { Card } from '#renderer/ui/card.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import { StateTag } from '#renderer/ui/state-tag.tsx';
import { version } from '../../../package.json';

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return <div><dt>{label}</dt><dd className="can-select">{children}</dd></div>;
}

function KeyWarning({ isKeySealed }: { readonly isKeySealed: boolean }): ReactNode {
  const { t } = useTranslation('settings');
  return isKeySealed ? null : <p className="settings-warning" data-testid="key-in-file"><span aria-hidden="true">⚠ </span>{t('keyPlainHint')}</p>;
}

export function TerminalFacts(): ReactNode {
  const { t } = useTranslation('settings');
  const locale = useLocale();
  const { value: terminal } = useTillQuery('terminal.read', {});
  const session = useTillQuery('session.read', {});
  if (terminal === undefined) return <Card title={t('terminal')} className="settings-card"><Skeleton lines={6} label={t('terminal')} /></Card>;
  return (
    <Card title={t('terminal')} className="settings-card" testId="terminal-facts">
      <dl className="fact-list">
        <Fact label={t('store')}>{terminal.storeName?.[locale] ?? t('none')}{terminal.storeId === null ? '' : ` · ${terminal.storeId}`}</Fact>
        <Fact label={t('terminalId')}>{terminal.terminalId ?? t('none')}</Fact>
        <Fact label={t('mode')}><StateTag tone={terminal.isTraining ? 'waiting' : 'ok'}>{t(terminal.isTraining ? 'modeTraining' : 'modeLive')}</StateTag></Fact>
        <Fact label={t('today')}>{terminal.todayOn}</Fact>
        <Fact label={t('timeZone')}>{terminal.timeZone}</Fact>
        <Fact label={t('key')}><StateTag tone={terminal.isKeySealed ? 'ok' : 'waiting'}>{t(terminal.isKeySealed ? 'keySealed' : 'keyPlain')}</StateTag></Fact>
        {session.value === undefined ? null : <Fact label={t('idleLock')}>{t('idleLockValue', { count: session.value.idleLockSeconds })}</Fact>}
        <Fact label={t('hotline')}>{terminal.hotline === '' ? t('none') : terminal.hotline}</Fact>
        <Fact label={t('version')}>{version}</Fact>
      </dl>
      <KeyWarning isKeySealed={terminal.isKeySealed} />
    </Card>
  );
}
