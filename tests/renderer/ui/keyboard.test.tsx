// @vitest-environment happy-dom
// Who gets a key, and where a scan goes.
import { cleanup, render, screen } from '@testing-library/react';
import { useRef, useState, type ReactNode } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { useScan, type ScanHandler } from '#renderer/ui/use-scan.ts';
import { useShortcuts, type ShortcutMap, type ShortcutOptions } from '#renderer/ui/use-shortcuts.ts';

function Keys({ map, ...options }: { readonly map: ShortcutMap } & ShortcutOptions): ReactNode {
  useShortcuts(map, options);
  return null;
}

function Scans({ handler }: { readonly handler: ScanHandler }): ReactNode {
  useScan(handler);
  return null;
}

function TextBox({ onEnter }: { readonly onEnter?: () => void }): ReactNode {
  const [text, setText] = useState('');
  const box = useRef<HTMLDivElement>(null);
  useShortcuts(onEnter === undefined ? {} : { Enter: onEnter }, { within: box });
  return <div ref={box}><input data-testid="box" value={text} onChange={(event) => setText(event.target.value)} /></div>;
}

let clockMs = 1000;

/** Presses a key as a keyboard does: the event, and the character unless somebody prevented it. */
function press(code: string, options: { readonly target?: Element; readonly gapMs?: number; readonly repeat?: boolean; readonly isComposing?: boolean } = {}): KeyboardEvent {
  const target = options.target ?? document.body;
  clockMs += options.gapMs ?? 500;
  const event = new KeyboardEvent('keydown', { code, key: code, bubbles: true, cancelable: true, repeat: options.repeat ?? false, isComposing: options.isComposing ?? false });
  Object.defineProperty(event, 'timeStamp', { value: clockMs });
  target.dispatchEvent(event);
  const character = /^(?:Digit|Key)(.)$/.exec(code)?.[1];
  if (target instanceof HTMLInputElement && character !== undefined && !event.defaultPrevented) {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(target, target.value + character.toLowerCase());
    target.dispatchEvent(new Event('input', { bubbles: true }));
  }
  return event;
}

function scan(text: string, target: Element, gapMs = 10): void {
  // Somebody has let go of the keyboard before the scanner begins.
  clockMs += 500;
  for (const character of text) press(/\d/.test(character) ? `Digit${character}` : `Key${character}`, { target, gapMs });
  press('Enter', { target, gapMs });
}

const box = (): HTMLInputElement => screen.getByTestId('box');

afterEach(cleanup);

describe('ui/use-shortcuts', () => {
  it('asks who mounted last first, and goes on when the key means nothing there', () => {
    const heard: string[] = [];
    render(<><Keys map={{ Enter: () => void heard.push('first') }} /><Keys map={{ Enter: () => false }} /></>);
    press('Enter');
    expect(heard).toEqual(['first']);
  });

  it('leaves digits to a field and takes function keys from it', () => {
    const digit = vi.fn<() => void>();
    const function5 = vi.fn<() => void>();
    render(<><TextBox /><Keys map={{ 1: digit, F5: function5 }} /></>);
    press('Digit1', { target: box() });
    press('F5', { target: box() });
    press('Numpad1');
    expect([digit.mock.calls.length, function5.mock.calls.length, box().value]).toEqual([1, 1, '1']);
  });

  it('gives Enter to a button somebody went to, and to the screen from a choice', () => {
    const enter = vi.fn<() => void>();
    render(<><button type="button">other</button><button type="button" data-enter="screen">choice</button><Keys map={{ Enter: enter }} /></>);
    press('Enter', { target: screen.getByText('other') });
    expect(enter).toHaveBeenCalledTimes(0);
    press('Enter', { target: screen.getByText('choice') });
    expect(enter).toHaveBeenCalledTimes(1);
  });

  it('does the work of a key that is held down once', () => {
    const enter = vi.fn<() => void>();
    render(<Keys map={{ Enter: enter }} />);
    press('Enter');
    const held = press('Enter', { repeat: true });
    expect([enter.mock.calls.length, held.defaultPrevented]).toEqual([1, true]);
  });

  it('leaves the Enter that ends a composition to the input method', () => {
    const enter = vi.fn<() => void>();
    render(<Keys map={{ Enter: enter }} />);
    press('Enter', { isComposing: true });
    expect(enter).not.toHaveBeenCalled();
  });

  it('keeps keys from what lies under an open dialog', () => {
    const under = vi.fn<() => void>();
    const inside = vi.fn<() => void>();
    render(<><Keys map={{ Escape: under, F9: under }} /><dialog open><Keys map={{ Escape: inside }} isModal /></dialog></>);
    press('Escape');
    press('F9');
    expect([under.mock.calls.length, inside.mock.calls.length]).toEqual([0, 1]);
  });

  it('asks the part in focus before the screen', () => {
    const heard: string[] = [];
    render(<><TextBox onEnter={() => void heard.push('box')} /><Keys map={{ Enter: () => void heard.push('screen') }} /></>);
    press('Enter', { target: box() });
    press('Enter');
    expect(heard).toEqual(['box', 'screen']);
  });
});

describe('ui/use-scan', () => {
  it('takes a scan out of the field it was typed into, and its Enter from the screen', () => {
    const scanned: string[] = [];
    const enter = vi.fn<() => void>();
    render(<><TextBox /><Keys map={{ Enter: enter }} /><Scans handler={(text) => () => void scanned.push(text)} /></>);
    press('Digit7', { target: box() });
    scan('89869900000000000011', box());
    expect([scanned, box().value, enter.mock.calls.length]).toEqual([['89869900000000000011'], '7', 0]);
  });

  it('leaves alone what no screen wants: fast typing stays in the field and Enter goes on', () => {
    const enter = vi.fn<() => void>();
    render(<><TextBox /><Keys map={{ Enter: enter }} /><Scans handler={() => null} /></>);
    scan('12345', box());
    expect([box().value, enter.mock.calls.length]).toEqual(['12345', 1]);
  });

  it('asks the screen that mounted last first', () => {
    const heard: string[] = [];
    render(<><Scans handler={() => () => void heard.push('look-up')} /><Scans handler={(text) => (text.length === 18 ? () => void heard.push('identity') : null)} /></>);
    scan('16500000002', document.body);
    scan('999999199003070012', document.body);
    expect(heard).toEqual(['look-up', 'identity']);
  });

  it('hears nothing in slow typing', () => {
    const handler = vi.fn<ScanHandler>(() => null);
    render(<><TextBox /><Scans handler={handler} /></>);
    scan('16500000002', box(), 150);
    expect([handler.mock.calls.length, box().value]).toEqual([0, '16500000002']);
  });
});
