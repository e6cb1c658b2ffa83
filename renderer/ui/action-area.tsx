// The spot at the bottom right where every step puts its buttons, so that the hand never has to look for them.
import { createContext, useContext, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

interface Spot {
  readonly element: HTMLElement | null;
  readonly place: (element: HTMLElement | null) => void;
}

const SpotContext = createContext<Spot>({ element: null, place: () => undefined });

/** Around a screen that has one target and any number of areas. */
export function ActionAreaProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [element, place] = useState<HTMLElement | null>(null);
  return <SpotContext value={{ element, place }}>{children}</SpotContext>;
}

/** Where the buttons appear. */
export function ActionAreaTarget(): ReactNode {
  const { place } = useContext(SpotContext);
  return <div className="action-area" ref={place} />;
}

/** Draws its children in the target. */
export function ActionArea({ children }: { readonly children: ReactNode }): ReactNode {
  const { element } = useContext(SpotContext);
  return element === null ? null : createPortal(children, element);
}
