// A key as it is printed on the button it presses.
import type { ReactNode } from 'react';

const names: Readonly<Record<string, string>> = { Escape: 'Esc', ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓' };

/** Shows a key; readers of the screen are told by the button's aria-keyshortcuts instead. */
export function KeyHint({ name }: { readonly name: string }): ReactNode {
  return <kbd className="key-hint" aria-hidden="true">{names[name] ?? (name.length === 1 ? name.toUpperCase() : name)}</kbd>;
}
