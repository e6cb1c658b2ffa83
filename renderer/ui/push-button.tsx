// A button that carries its key and answers to it.
import type { ReactNode } from 'react';
import { KeyHint } from './key-hint.tsx';
import { useShortcuts } from './use-shortcuts.ts';

export interface PushButtonProps {
  readonly children: ReactNode;
  readonly onPress: () => void;
  readonly tone?: 'primary' | 'secondary' | 'danger' | 'quiet';
  /** The key that presses it, e.g. 'Enter' or 'F9'; printed on it. */
  readonly shortcut?: string;
  readonly isDisabled?: boolean;
  readonly isWide?: boolean;
  /** Its key works in an open dialog. */
  readonly isModal?: boolean;
  readonly testId?: string;
}

/** Pressed by click, touch, its key, or Enter and Space while in focus. */
export function PushButton({ children, onPress, tone = 'secondary', shortcut, isDisabled = false, isWide = false, isModal = false, testId }: PushButtonProps): ReactNode {
  useShortcuts(shortcut === undefined ? {} : { [shortcut]: () => onPress() }, { isActive: shortcut !== undefined && !isDisabled, isModal });
  return (
    <button
      type="button" className="push-button" data-tone={tone} data-wide={isWide} data-testid={testId} disabled={isDisabled}
      aria-keyshortcuts={shortcut} onClick={onPress}
    >
      <span>{children}</span>
      {shortcut === undefined ? null : <KeyHint name={shortcut} />}
    </button>
  );
}
