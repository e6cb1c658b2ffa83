// The one keyboard registry of the window: who mounted last is asked first, and a dialog keeps keys from what lies under it.
import { useEffect, useRef, type RefObject } from 'react';

/** Enter, Escape, F1–F12, Delete, Backspace, the arrows, digits and lower-case letters. */
export type ShortcutKey = string;
/** Answers false when the key means nothing just now: it then goes to whoever comes next, or to the element in focus. */
export type ShortcutHandler = (event: KeyboardEvent) => void | false;
export type ShortcutMap = Readonly<Record<ShortcutKey, ShortcutHandler>>;

interface Layer {
  readonly read: () => ShortcutMap;
  readonly isModal: boolean;
  /** Asked before all others, and only for keys pressed inside this element. */
  readonly within: RefObject<Element | null> | undefined;
}

const layers: Layer[] = [];

/** Names a key by its place on the keyboard, so that a Chinese input method changes nothing. */
export function shortcutKeyOf(event: Pick<KeyboardEvent, 'code' | 'key'>): ShortcutKey {
  const { code } = event;
  if (code === 'NumpadEnter') return 'Enter';
  const typed = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1] ?? /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase();
  return typed ?? (code === '' ? event.key : code);
}

const editable = 'input, textarea, select, [contenteditable="true"]';
const pressable = 'button, a[href], summary, [role="button"], [role="option"], [role="menuitem"], [role="switch"], [role="tab"]';

/** Whether the key belongs to the element in focus rather than to the screen. */
function isElementsOwn(key: ShortcutKey, target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (key.length === 1 || key.startsWith('Arrow') || key === 'Backspace' || key === 'Delete') return target.matches(editable);
  // Enter goes on, unless somebody went to another button on purpose.
  if (key === 'Enter') return target.matches(pressable) && target.closest('[data-enter="screen"]') === null;
  return false;
}

function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

function hasOpenDialog(): boolean {
  return document.querySelector('dialog[open], [role="dialog"][aria-modal="true"]:not([aria-hidden="true"])') !== null;
}

function askedInOrder(target: EventTarget | null): readonly Layer[] {
  const isInside = ({ within }: Layer): boolean => target instanceof Node && within?.current?.contains(target) === true;
  const latestFirst = layers.toReversed();
  return [...latestFirst.filter(isInside), ...latestFirst.filter((layer) => layer.within === undefined)];
}

function isForUs(event: KeyboardEvent, key: ShortcutKey): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return false;
  return !isComposing(event) || /^F\d+$/.test(key);
}

/** A key held down does its work once: a long Enter must not run through the next screens. */
const isHeldDown = (event: KeyboardEvent, key: ShortcutKey): boolean => event.repeat && !key.startsWith('Arrow');

function handleKeyDown(event: KeyboardEvent): void {
  const key = shortcutKeyOf(event);
  if (!isForUs(event, key)) return;
  const isModalOpen = hasOpenDialog();
  for (const layer of askedInOrder(event.target)) {
    const handler = isModalOpen && !layer.isModal ? undefined : layer.read()[key];
    if (handler === undefined || isElementsOwn(key, event.target)) continue;
    if (!isHeldDown(event, key) && handler(event) === false) continue;
    event.preventDefault();
    event.stopPropagation();
    return;
  }
}

function addLayer(layer: Layer): () => void {
  if (layers.length === 0) document.addEventListener('keydown', handleKeyDown, { capture: true });
  layers.push(layer);
  return () => {
    layers.splice(layers.indexOf(layer), 1);
    if (layers.length === 0) document.removeEventListener('keydown', handleKeyDown, { capture: true });
  };
}

export interface ShortcutOptions {
  readonly isActive?: boolean;
  /** For what stands in a dialog: only such keys work while one is open. */
  readonly isModal?: boolean;
  readonly within?: RefObject<Element | null>;
}

/** Binds keys while the component is mounted. */
export function useShortcuts(map: ShortcutMap, { isActive = true, isModal = false, within }: ShortcutOptions = {}): void {
  const latest = useRef(map);
  useEffect(() => {
    latest.current = map;
  });
  useEffect(() => (isActive ? addLayer({ read: () => latest.current, isModal, within }) : undefined), [isActive, isModal, within]);
}
