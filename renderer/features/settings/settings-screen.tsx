// The terminal's own settings: language, paper, who is signed in, what this terminal is.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '#shared/contract/till/sync-channels.ts';
import { mayUse } from '#shared/domain/permissions.ts';
import { useTillCommand, useTillQuery } from '#renderer/till/use-till-query.ts';
import { Card } from '#renderer/ui/card.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import { ChoiceList } from './choice-list.tsx';
import { PrinterSettings } from './printer-settings.tsx';
import { StoreTerminals } from './store-terminals.tsx';
import { TerminalFacts } from './terminal-facts.tsx';
import './settings.css';

const languages = [
  { value: 'zh-CN', label: <span lang="zh-CN">中文</span>, testId: 'locale-zh-CN' },
  { value: 'en', label: <span lang="en">English</span>, testId: 'locale-en' },
] as const;

function LanguageSettings({ settings }: { readonly settings: Settings }): ReactNode {
  const { t } = useTranslation('settings');
  const { run, isBusy, problem } = useTillCommand('settings.choose-locale');
  return (
    <Card title={t('language')} className="settings-card">
      <ChoiceList label={t('language')} choices={languages} value={settings.locale} isInLine isDisabled={isBusy} onChoose={(locale) => void run({ locale })} />
      <p className="settings-note">{t('languageHint')}</p>
      {problem === null ? null : <ProblemNotice problem={problem} />}
    </Card>
  );
}

function SignOut(): ReactNode {
  const { t } = useTranslation('settings');
  const person = useTillQuery('session.read', {}).value?.person;
  const { run, isBusy, problem } = useTillCommand('session.sign-out');
  return (
    <Card title={t('person')} className="settings-card">
      <p className="settings-person">{person == null ? ' ' : `${person.name} · ${person.staffId}`}</p>
      <PushButton testId="sign-out" isWide isDisabled={isBusy} onPress={() => void run({})}>{t('signOut')}</PushButton>
      <p className="settings-note">{t('signOutHint')}</p>
      {problem === null ? null : <ProblemNotice problem={problem} />}
    </Card>
  );
}

export interface SettingsScreenProps {
  /** Approving by phone; the app fills it in, since approvals are another feature's business. */
  readonly approvals?: ReactNode;
}

/** Everything takes effect when it is chosen. An auditor reads: the printer is not theirs to choose. */
export function SettingsScreen({ approvals }: SettingsScreenProps): ReactNode {
  const { t } = useTranslation('settings');
  const settings = useTillQuery('settings.read', {});
  const role = useTillQuery('session.read', {}).value?.person?.role ?? null;
  if (settings.value === undefined) {
    return (
      <Card title={t('title')}>
        {settings.problem === null ? <Skeleton lines={6} label={t('title')} /> : <ProblemNotice problem={settings.problem} actions={<PushButton shortcut="Enter" onPress={settings.reload}>{t('again')}</PushButton>} />}
      </Card>
    );
  }
  return (
    <div className="settings">
      <h1>{t('title')}</h1>
      <div className="settings-columns">
        <div className="settings-column">
          <LanguageSettings settings={settings.value} />
          <SignOut />
          {approvals}
        </div>
        {mayUse(role, 'clerk') ? <PrinterSettings settings={settings.value} /> : null}
        <div className="settings-column">
          <TerminalFacts />
          {mayUse(role, 'manager') ? <StoreTerminals /> : null}
        </div>
      </div>
    </div>
  );
}
