// Hands a scanned text to the screen, wherever the focus is, and takes it out of the field it was typed into.
import { useEffect, useRef } from 'react';
import { nextScanProgress, type ScanBurst } from './scan-detector.ts';

/** Answers what to do with the text, or null when it is nothing for this screen: then it stays what it looks like, typing. */
export type ScanHandler = (text: string) => (() => void) | null;

interface TypedInto {
  readonly field: HTMLInputElement;
  readonly before: string;
}

function textFieldOf(target: EventTarget | null): TypedInto | null {
  return target instanceof HTMLInputElement ? { field: target, before: target.value } : null;
}

/** The setter of the element's class is used because React only notices a value that went past its own setter. */
function putBack({ field, before }: TypedInto): void {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, before);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

function createScanRegistry(): { add: (read: () => ScanHandler) => () => void } {
  const readers: (() => ScanHandler)[] = [];
  let burst: ScanBurst | null = null;
  let typedInto: TypedInto | null = null;

  const handleKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const progress = nextScanProgress(burst, { code: event.code, isShifted: event.shiftKey, atMs: event.timeStamp });
    burst = progress.burst;
    // Seen before the field has the first character of the burst.
    if (burst?.text.length === 1) typedInto = textFieldOf(event.target);
    const { scanned } = progress;
    if (scanned === null) return;
    const action = readers.toReversed().map((read) => read()(scanned)).find((found) => found !== null);
    if (action === undefined) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (typedInto !== null) putBack(typedInto);
    typedInto = null;
    action();
  };

  return {
    add: (read) => {
      // On the window, so that a scan is seen before the shortcuts, which listen on the document.
      if (readers.length === 0) window.addEventListener('keydown', handleKeyDown, { capture: true });
      readers.push(read);
      return () => {
        readers.splice(readers.indexOf(read), 1);
        if (readers.length === 0) window.removeEventListener('keydown', handleKeyDown, { capture: true });
      };
    },
  };
}

const registry = createScanRegistry();

/** Receives scans while mounted; who mounted last is asked first. */
export function useScan(handler: ScanHandler): void {
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => registry.add(() => latest.current), []);
}
