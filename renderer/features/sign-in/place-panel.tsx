// Where the clerk is: store, terminal, date, hotline; the practice accounts in training; a warning where the key lies open.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyValueOf } from '#shared/contract/till-api.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { StoreClock } from './store-clock.tsx';
import type { Person } from './use-pin-sign-in.ts';

export type TerminalView = ReplyValueOf<'terminal.read'>;

/** The accounts every training store is seeded with; they open nothing but practice data. */
const trainingPins = [
  { staffId: 'c01', pin: '135790' },
  { staffId: 'c02', pin: '246802' },
  { staffId: 'm01', pin: '864209' },
] as const;

function TrainingAccounts({ people }: { readonly people: readonly Person[] }): ReactNode {
  const { t } = useTranslation('sign-in');
  return (
    <div className="sign-in-training" data-testid="training-accounts">
      <h2>{t('training')}</h2>
      <p>{t('trainingHint')}</p>
      <table>
        <tbody>
          {trainingPins.map(({ staffId, pin }) => {
            const person = people.find((one) => one.staffId === staffId);
            return (
              <tr key={staffId}>
                <th scope="row">{staffId}{person === undefined ? null : ` ${person.name}`}</th>
                <td>{pin}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Foot({ terminal, people }: { readonly terminal: TerminalView; readonly people: readonly Person[] }): ReactNode {
  const { t } = useTranslation('sign-in');
  return (
    <div className="sign-in-place-foot">
      {terminal.isTraining && people.length > 0 ? <TrainingAccounts people={people} /> : null}
      {terminal.isKeySealed || terminal.terminalId === null ? null : <p className="sign-in-warning" data-testid="key-not-sealed"><span aria-hidden="true">⚠ </span>{t('keyNotSealed')}</p>}
      {terminal.hotline === '' ? null : <p>{t('hotline', { hotline: terminal.hotline })}</p>}
    </div>
  );
}

/** The dark side of the sign-in screen. */
export function PlacePanel({ terminal, people }: { readonly terminal: TerminalView | undefined; readonly people: readonly Person[] }): ReactNode {
  const { t } = useTranslation('sign-in');
  const locale = useLocale();
  const terminalId = terminal?.terminalId ?? null;
  return (
    <aside className="sign-in-place">
      <span className="sign-in-mark" aria-hidden="true">禾</span>
      <p className="sign-in-store">{terminal?.storeName?.[locale] ?? 'Heyon POS'}</p>
      <p>{terminalId === null ? ' ' : t('terminal', { terminalId })}</p>
      {terminal === undefined ? null : <StoreClock todayOn={terminal.todayOn} />}
      {terminal === undefined ? null : <Foot terminal={terminal} people={people} />}
    </aside>
  );
}
