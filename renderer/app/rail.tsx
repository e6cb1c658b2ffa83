// The rail at the left: where to, who is here, and the lock.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { till } from '#renderer/till/till-client.ts';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { useShortcuts } from '#renderer/ui/use-shortcuts.ts';
import { RailIcon } from './rail-icons.tsx';
import { useScreen, type ScreenName } from './screen-store.ts';

const places = [
  { screen: 'sell', shortcut: 'F1' }, { screen: 'transactions', shortcut: 'F3' }, { screen: 'shift', shortcut: 'F4' }, { screen: 'review', shortcut: 'F11' },
  { screen: 'settings', shortcut: 'F10' },
] as const satisfies readonly { screen: ScreenName; shortcut: string }[];

type Place = (typeof places)[number];

function RailPlace({ place }: { readonly place: Place }): ReactNode {
  const { t } = useTranslation('frame');
  const { screen: current, show } = useScreen();
  const { screen, shortcut } = place;
  return (
    <button
      type="button" className="rail-place" data-testid={`nav-${screen}`} aria-current={current === screen ? 'page' : undefined} aria-keyshortcuts={shortcut}
      onClick={() => show(screen)}
    >
      <RailIcon name={screen} /><span>{t(`nav.${screen}`)}</span><kbd aria-hidden="true">{shortcut}</kbd>
    </button>
  );
}

const lock = (): void => void till['session.lock']({});

/** F1, F3, F4, F11 and F10 go to the screens, F12 locks. */
export function Rail(): ReactNode {
  const { t } = useTranslation('frame');
  const show = useScreen((choice) => choice.show);
  const session = useTillQuery('session.read', {});
  useShortcuts({ F1: () => show('sell'), F3: () => show('transactions'), F4: () => show('shift'), F11: () => show('review'), F10: () => show('settings'), F12: lock });
  const person = session.value?.person;
  return (
    <nav className="rail" aria-label={t('nav.label')}>
      <div className="rail-mark" aria-hidden="true">禾</div>
      {places.map((place) => <RailPlace key={place.screen} place={place} />)}
      <div className="rail-gap" />
      {person === undefined || person === null ? null : (
        <div className="rail-person" title={t('person', { name: person.name, staffId: person.staffId })}>
          <RailIcon name="person" /><span>{person.name}</span><small>{person.staffId}</small>
        </div>
      )}
      <button type="button" className="rail-place" data-testid="lock" aria-keyshortcuts="F12" onClick={lock}>
        <RailIcon name="lock" /><span>{t('lock')}</span><kbd aria-hidden="true">F12</kbd>
      </button>
    </nav>
  );
}
