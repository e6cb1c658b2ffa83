// Catches what a screen throws: the till behind it is untouched, so a reload is all it takes.
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { BrokenScreen } from './broken-screen.tsx';

interface State {
  readonly hasFailed: boolean;
}

/** Shows a way on instead of an empty window. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { hasFailed: false };

  static getDerivedStateFromError(): State {
    return { hasFailed: true };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    // The shell writes the window's console to its log. No data of a customer is part of either.
    console.error('a screen failed', error.name, info.componentStack);
  }

  override render(): ReactNode {
    return this.state.hasFailed ? <BrokenScreen /> : this.props.children;
  }
}
