// The steps of a piece of work: done ones can be gone back to.
import type { ReactNode } from 'react';

export interface Step {
  readonly name: string;
  readonly label: string;
  readonly state: 'done' | 'current' | 'ahead';
  /** Goes back to this step; missing when that is not possible. */
  readonly onReturn?: () => void;
}

/** Numbered; a tick replaces the number of what is done. */
export function StepBar({ steps, label }: { readonly steps: readonly Step[]; readonly label: string }): ReactNode {
  return (
    <ol className="step-bar" aria-label={label}>
      {steps.map((step, index) => {
        const text = <><span aria-hidden="true">{step.state === 'done' ? '✓' : index + 1}</span> {step.label}</>;
        return (
          <li key={step.name} aria-current={step.state === 'current' ? 'step' : undefined}>
            {step.onReturn === undefined
              ? <span className="step-bar-step" data-state={step.state}>{text}</span>
              : <button type="button" tabIndex={-1} className="step-bar-step" data-state={step.state} onClick={step.onReturn}>{text}</button>}
          </li>
        );
      })}
    </ol>
  );
}
