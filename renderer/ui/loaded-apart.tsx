// Parts of the window whose code does not come with the first page.
import { useEffect, useState, type ComponentType, type ReactNode } from 'react';

/** A component that fetches its code when it is first drawn, unless it was asked for earlier. */
export interface LoadedApart<Props> {
  (props: Props): ReactNode;
  /** Fetches the code; rejects when it cannot be read, and may be tried again. */
  readonly loadAhead: () => Promise<unknown>;
}

const parts: LoadedApart<never>[] = [];

/** Every part there is so far. A part that was loaded may bring more of them, and a walk over this list meets those, too. */
export const allParts: readonly Pick<LoadedApart<never>, 'loadAhead'>[] = parts;

/**
 * Not React's `lazy`: that one suspends once even when the code is there, and what suspended is held back for 300 ms.
 * Here loaded code is drawn with the press that asks for it. Code that cannot be read is an error of the part's own place.
 */
export function loadedApart<Props extends object>(load: () => Promise<ComponentType<Props>>, Meanwhile?: ComponentType): LoadedApart<Props> {
  let loaded: ComponentType<Props> | null = null;
  const loadAhead = async (): Promise<ComponentType<Props>> => {
    loaded ??= await load();
    return loaded;
  };
  function Apart(props: Props): ReactNode {
    const [Part, setPart] = useState(() => loaded);
    const [failure, setFailure] = useState<{ readonly cause: unknown } | null>(null);
    useEffect(() => {
      if (Part !== null) return undefined;
      let isWanted = true;
      void loadAhead().then(
        (Loaded) => { if (isWanted) setPart(() => Loaded); },
        (cause: unknown) => { if (isWanted) setFailure({ cause }); },
      );
      return () => { isWanted = false; };
    }, [Part]);
    if (failure !== null) throw failure.cause;
    if (Part !== null) return <Part {...props} />;
    return Meanwhile === undefined ? null : <Meanwhile />;
  }
  const part = Object.assign(Apart, { loadAhead });
  parts.push(part);
  return part;
}
