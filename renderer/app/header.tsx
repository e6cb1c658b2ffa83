// The line on top: where and when we are, the search box, how far the carrier is, the language.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyValueOf } from '#shared/contract/till-api.ts';
import type { ShiftView } from '#shared/contract/till/shift-channels.ts';
import { InboxBadge } from '#renderer/features/open-payments/inbox-badge.tsx';
import { SyncBadge } from '#renderer/features/sync-state/sync-badge.tsx';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { useTillCommand, useTillQuery } from '#renderer/till/use-till-query.ts';
import { LanguageChoice } from '#renderer/ui/language-choice.tsx';

function useShiftText(shift: ShiftView | null | undefined): string {
  const { t } = useTranslation('frame');
  if (shift === undefined) return '';
  return shift === null ? t('header.noShift') : t('header.shiftOpen', { staffId: shift.staffId });
}

function PlaceFacts({ terminal }: { readonly terminal: ReplyValueOf<'terminal.read'> }): ReactNode {
  const { t } = useTranslation('frame');
  const shift = useTillQuery('shift.current', {}).value?.shift;
  const shiftText = useShiftText(shift);
  const { terminalId } = terminal;
  const facts = [
    terminalId === null ? '' : t('header.terminal', { terminalId }),
    t('header.businessDate', { date: shift?.businessDate ?? terminal.todayOn }),
    shiftText,
  ];
  return facts.filter((fact) => fact !== '').join(' · ');
}

function Place(): ReactNode {
  const locale = useLocale();
  const terminal = useTillQuery('terminal.read', {}).value;
  return (
    <div className="header-place">
      <div className="header-store">{terminal?.storeName?.[locale] ?? ' '}</div>
      <div className="header-facts" data-testid="header-facts">{terminal === undefined ? null : <PlaceFacts terminal={terminal} />}</div>
    </div>
  );
}

export interface HeaderProps {
  /** The look-up's own box. */
  readonly search: ReactNode;
  /** Brings the sale in hand forward. */
  readonly onShowSale: () => void;
}

/** Stays the same on every screen. */
export function Header({ search, onShowSale }: HeaderProps): ReactNode {
  const { t } = useTranslation('frame');
  const locale = useLocale();
  const { run } = useTillCommand('settings.choose-locale');
  return (
    <header className="header">
      <Place />
      <div className="header-search">{search}</div>
      <InboxBadge onShowSale={onShowSale} />
      <SyncBadge />
      <LanguageChoice locale={locale} label={t('header.language')} onChoose={(chosen) => void run({ locale: chosen })} />
    </header>
  );
}
