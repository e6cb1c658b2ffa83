// Keeps a slip that cannot be laid out from taking the window down with it.
import { Component, type ReactNode } from 'react';

export interface PrintBoundaryProps {
  readonly children: ReactNode;
  /** Called once when something below fails, also when its code cannot be loaded. */
  readonly onBroken: () => void;
}

/** Shows nothing in place of what failed. Give it the job's id as key. */
export class PrintBoundary extends Component<PrintBoundaryProps, { readonly isBroken: boolean }> {
  override readonly state = { isBroken: false };

  static getDerivedStateFromError(): { readonly isBroken: boolean } {
    return { isBroken: true };
  }

  override componentDidCatch(): void {
    this.props.onBroken();
  }

  override render(): ReactNode {
    return this.state.isBroken ? null : this.props.children;
  }
}
