// The people of the store as big cards, one of them chosen.
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { useShortcuts } from '#renderer/ui/use-shortcuts.ts';
import type { Person } from './use-pin-sign-in.ts';

export interface PeopleListProps {
  readonly people: readonly Person[];
  readonly chosenId: string | null;
  /** Arrows: the choice moves, the focus stays in the list. */
  readonly onMove: (person: Person) => void;
  /** Click, Enter or a digit: on to the PIN. */
  readonly onChoose: (person: Person) => void;
  readonly hasFocusAtFirst: boolean;
}

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
const digitKeys = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** The first letter of the name, as a picture of the person. */
export function Initial({ name }: { readonly name: string }): ReactNode {
  return <span className="sign-in-initial" aria-hidden="true">{[...name][0] ?? '·'}</span>;
}

/** A group of radio buttons: one Tab stop, arrows inside. */
export function PeopleList({ people, chosenId, onMove, onChoose, hasFocusAtFirst }: PeopleListProps): ReactNode {
  const { t } = useTranslation('sign-in');
  const list = useRef<HTMLDivElement>(null);
  const stopIndex = Math.max(0, people.findIndex((person) => person.staffId === chosenId));
  useShortcuts(Object.fromEntries(digitKeys.slice(0, people.length).map((key, index) => [key, () => {
    const person = people[index];
    return person === undefined ? false : onChoose(person);
  }])));
  useEffect(() => {
    if (hasFocusAtFirst) list.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, [hasFocusAtFirst]);

  const moveBy = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    const person = step === undefined ? undefined : people[(stopIndex + step + people.length) % people.length];
    if (person === undefined) return;
    event.preventDefault();
    onMove(person);
    list.current?.querySelectorAll<HTMLElement>('[role="radio"]')[people.indexOf(person)]?.focus();
  };
  return (
    // The keys belong to the radio buttons in it, which alone can have the focus.
    <div ref={list} className="sign-in-people" role="radiogroup" aria-label={t('people')} onKeyDown={moveBy} tabIndex={-1}>
      {people.map((person, index) => (
        <button
          key={person.staffId} type="button" role="radio" aria-checked={person.staffId === chosenId} tabIndex={index === stopIndex ? 0 : -1}
          className="sign-in-person" data-testid={`staff-${person.staffId}`} onClick={() => onChoose(person)}
        >
          <Initial name={person.name} />
          <span className="sign-in-person-words">
            <span className="sign-in-person-name">{person.name}</span>
            <span className="sign-in-person-role">{person.staffId} · {t(`role.${person.role}`)}</span>
          </span>
          {index < digitKeys.length ? <KeyHint name={String(index + 1)} /> : null}
        </button>
      ))}
    </div>
  );
}
