// One of several, as a list of radio buttons large enough for a finger.
import { useId, type ReactNode } from 'react';

export interface Choice<Value extends string | number> {
  readonly value: Value;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly aside?: ReactNode;
  readonly testId?: string;
}

export interface ChoiceListProps<Value extends string | number> {
  readonly label: string;
  readonly choices: readonly Choice<Value>[];
  readonly value: Value;
  readonly onChoose: (value: Value) => void;
  readonly isInLine?: boolean;
  readonly isDisabled?: boolean;
}

/** Native radio buttons: the arrows choose, a click anywhere on the line too. */
export function ChoiceList<Value extends string | number>({ label, choices, value, onChoose, isInLine = false, isDisabled = false }: ChoiceListProps<Value>): ReactNode {
  const name = useId();
  return (
    <fieldset className="choice-list" data-in-line={isInLine} disabled={isDisabled}>
      <legend className="visually-hidden">{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className="choice" data-chosen={choice.value === value}>
          <input type="radio" name={name} checked={choice.value === value} data-testid={choice.testId} onChange={() => onChoose(choice.value)} />
          <span className="choice-words">
            <span className="choice-label">{choice.label}</span>
            {choice.hint === undefined ? null : <span className="choice-hint">{choice.hint}</span>}
          </span>
          {choice.aside}
        </label>
      ))}
    </fieldset>
  );
}
