// A labelled field with room for a hint or for what is wrong with it.
import { useId, type ReactNode } from 'react';

export interface FieldProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly problem?: ReactNode;
  /** Draws the control; `id` and `describedBy` belong on it. */
  readonly children: (control: { readonly id: string; readonly describedBy: string; readonly isInvalid: boolean }) => ReactNode;
}

/** Label above, control, and one line below that is always there so that nothing jumps. */
export function Field({ label, hint, problem, children }: FieldProps): ReactNode {
  const id = useId();
  const describedBy = `${id}-below`;
  const isInvalid = problem !== undefined && problem !== null;
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>{label}</label>
      {children({ id, describedBy, isInvalid })}
      <span id={describedBy} className={isInvalid ? 'field-problem' : 'field-hint'}>{problem ?? hint ?? ' '}</span>
    </div>
  );
}
