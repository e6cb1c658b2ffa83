// How much of something is left, as a bar below its words.
import type { ReactNode } from 'react';

/** `left` of `total`; the words beside it say the same, so readers of the screen skip the bar. */
export function Meter({ label, text, left, total }: { readonly label: string; readonly text: string; readonly left: number; readonly total: number }): ReactNode {
  const share = total <= 0 ? 0 : Math.min(100, Math.max(0, (left * 100) / total));
  return (
    <div className="meter">
      <p><span>{label}</span><span>{text}</span></p>
      <div className="meter-bar" aria-hidden="true"><div style={{ width: `${share}%` }} /></div>
    </div>
  );
}
