// A sheet over the right side of the screen; Escape goes back.
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { PushButton } from '#renderer/ui/push-button.tsx';

export interface ReviewSheetProps {
  readonly title: ReactNode;
  readonly backLabel: string;
  readonly onBack: () => void;
  readonly testId: string;
  readonly kind?: 'wide' | 'narrow' | 'popover';
  readonly children: ReactNode;
}

/** Modal: the rest of the window waits, and gets the focus back where it was. */
export function ReviewSheet({ title, backLabel, onBack, testId, kind = 'wide', children }: ReviewSheetProps): ReactNode {
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    element?.focus();
    return () => element?.close();
  }, []);
  // A way of cancelling other than the Escape key, which the button at the top answers to.
  const goBack = (event: { preventDefault: () => void }): void => {
    event.preventDefault();
    onBack();
  };
  return (
    // The role is written out because the keyboard registry looks for it.
    // oxlint-disable-next-line jsx-a11y/no-redundant-roles
    <dialog ref={dialog} tabIndex={-1} role="dialog" aria-modal="true" aria-labelledby={titleId} className="review-sheet" data-kind={kind} data-testid={testId} onCancel={goBack}>
      <div className="review-sheet-head">
        <h2 id={titleId}>{title}</h2>
        <PushButton shortcut="Escape" isModal testId="review-back" onPress={onBack}>{backLabel}</PushButton>
      </div>
      {children}
    </dialog>
  );
}
