// The line on top: where and when we are, the search box, how far the carrier is, the language.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SyncBadge } from '#renderer/features/sync-state/sync-badge.tsx';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { useTillCommand, useTillQuery } from '#renderer/till/use-till-query.ts';
import { LanguageChoice } from '#renderer/ui/language-choice.tsx';

function Place(): ReactNode {
  const { t } = useTranslation('frame');
  const locale = useLocale();
  const terminal = useTillQuery('terminal.read', {}).value;
  const shift = useTillQuery('shift.current', {}).value?.shift;
  const businessDate = shift?.businessDate ?? terminal?.todayOn;
  const facts = [
    terminal?.terminalId == null ? null : t('header.terminal', { terminalId: terminal.terminalId }),
    businessDate === undefined ? null : t('header.businessDate', { date: businessDate }),
    shift === undefined ? null : shift === null ? t('header.noShift') : t('header.shiftOpen', { staffId: shift.staffId }),
  ].filter((fact) => fact !== null);
  return (
    <div className="header-place">
      <div className="header-store">{terminal?.storeName?.[locale] ?? ' '}</div>
      <div className="header-facts" data-testid="header-facts">{facts.join(' · ')}</div>
    </div>
  );
}

/** Stays the same on every screen. `search` is the look-up's own box. */
export function Header({ search }: { readonly search: ReactNode }): ReactNode {
  const { t } = useTranslation('frame');
  const locale = useLocale();
  const { run } = useTillCommand('settings.choose-locale');
  return (
    <header className="header">
      <Place />
      <div className="header-search">{search}</div>
      <SyncBadge />
      <LanguageChoice locale={locale} label={t('header.language')} onChoose={(chosen) => void run({ locale: chosen })} />
    </header>
  );
}
