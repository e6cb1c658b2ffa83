// A dialog in the middle of the window; what lies under it waits until it is closed.
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { useShortcuts } from './use-shortcuts.ts';

export interface ModalDialogProps {
  readonly title: ReactNode;
  readonly children: ReactNode;
  /** The buttons; they stay in view while the rest scrolls. */
  readonly foot: ReactNode;
  readonly onClose: () => void;
  /** Something is on its way: Escape has to wait. */
  readonly isHeld?: boolean;
  readonly size?: 'normal' | 'wide';
  readonly testId: string;
}

/** Escape closes; the focus goes back to where it was. Buttons in it need `isModal`. */
export function ModalDialog({ title, children, foot, onClose, isHeld = false, size = 'normal', testId }: ModalDialogProps): ReactNode {
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const close = (): void => {
    if (!isHeld) onClose();
  };
  useShortcuts({ Escape: close }, { isModal: true });
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // A field that wants the focus has taken it by now or takes it next; a button must not.
    const focused = document.activeElement;
    if (!(focused instanceof HTMLInputElement) || element?.contains(focused) !== true) element?.focus();
    return () => element?.close();
  }, []);
  return (
    // The keyboard registry knows a dialog by its `open`.
    <dialog ref={dialog} tabIndex={-1} aria-modal="true" aria-labelledby={titleId} className="modal-dialog" data-size={size} data-testid={testId} onCancel={(event) => event.preventDefault()}>
      <h2 id={titleId} className="modal-dialog-title">{title}</h2>
      <div className="modal-dialog-body">{children}</div>
      <div className="modal-dialog-foot">{foot}</div>
    </dialog>
  );
}
