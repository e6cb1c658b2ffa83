// Keys for fingers. They leave the focus where it is, so that Enter still goes on.
import type { ReactNode } from 'react';
import { KeyHint } from './key-hint.tsx';

export interface SideKey {
  readonly label: ReactNode;
  /** The key on the keyboard that does the same; printed, not bound. */
  readonly shortcut?: string;
  readonly onPress: () => void;
  readonly isDisabled?: boolean;
  readonly testId?: string;
}

export interface KeypadProps {
  /** A digit, '00', '.', or 'Backspace'. */
  readonly onKey: (key: string) => void;
  /** Adds the decimal point. */
  readonly hasDecimals?: boolean;
  /** Stands left of the zero on a pad without side keys, such as the X of an identity number. */
  readonly lastKey?: string;
  /** Up to three keys right of the digits, from the top. */
  readonly sideKeys?: readonly SideKey[];
  /** Two rows of six where there is no room for four of three. */
  readonly isCompact?: boolean;
  readonly label: string;
  readonly backspaceLabel: string;
}

const keepFocus = (event: { preventDefault: () => void }): void => event.preventDefault();

function DigitKey({ name, onKey }: { readonly name: string; readonly onKey: (key: string) => void }): ReactNode {
  return <button type="button" tabIndex={-1} className="keypad-key" onPointerDown={keepFocus} onMouseDown={keepFocus} onClick={() => onKey(name)}>{name}</button>;
}

function BackspaceKey({ onKey, label }: { readonly onKey: (key: string) => void; readonly label: string }): ReactNode {
  return (
    <button type="button" tabIndex={-1} className="keypad-key" aria-label={label} onPointerDown={keepFocus} onMouseDown={keepFocus} onClick={() => onKey('Backspace')}>⌫</button>
  );
}

function SideKeyButton({ sideKey }: { readonly sideKey: SideKey }): ReactNode {
  return (
    <button
      type="button" tabIndex={-1} className="keypad-key" data-kind="side" data-testid={sideKey.testId} disabled={sideKey.isDisabled} aria-keyshortcuts={sideKey.shortcut}
      onPointerDown={keepFocus} onMouseDown={keepFocus} onClick={sideKey.onPress}
    >
      <span>{sideKey.label}</span>
      {sideKey.shortcut === undefined ? null : <KeyHint name={sideKey.shortcut} />}
    </button>
  );
}

/** 7 8 9 on top, as on the keyboard's own pad. */
export function Keypad({ onKey, hasDecimals = false, lastKey = '00', isCompact = false, sideKeys, label, backspaceLabel }: KeypadProps): ReactNode {
  const rows = [['7', '8', '9'], ['4', '5', '6'], ['1', '2', '3']];
  const last = hasDecimals ? ['0', '00', '.'] : ['0'];
  const digit = (name: string): ReactNode => <DigitKey key={name} name={name} onKey={onKey} />;
  const backspace = <BackspaceKey onKey={onKey} label={backspaceLabel} />;
  if (sideKeys === undefined) {
    return (
      <div className="keypad" role="group" aria-label={label} data-compact={isCompact}>
        {rows.flat().map(digit)}
        {digit(hasDecimals ? '.' : lastKey)}
        {digit('0')}
        {backspace}
      </div>
    );
  }
  return (
    <div className="keypad" role="group" aria-label={label} style={{ '--keypad-columns': 4 } as React.CSSProperties}>
      {rows.map((row, index) => {
        const sideKey = sideKeys[index];
        return [...row.map(digit), sideKey === undefined ? <span key={`side-${index}`} /> : <SideKeyButton key={`side-${index}`} sideKey={sideKey} />];
      })}
      {last.map(digit)}
      {backspace}
    </div>
  );
}

/** What a text becomes by one key of the pad; at most `maxLength` characters. */
export function typedByKeypad(text: string, key: string, maxLength: number): string {
  return key === 'Backspace' ? text.slice(0, -1) : `${text}${key}`.slice(0, maxLength);
}
