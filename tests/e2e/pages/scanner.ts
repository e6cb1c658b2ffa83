// A scanner on the counter: keys as fast as a machine presses them, ended by Enter.
import type { CDPSession } from '@playwright/test';
import type { TillWindow } from '../till-window.ts';

const DIGIT_ZERO = 48;
const PROCESS_KEY = 229;

/** `below-input-method`: a Chinese input method swallows the character, only the place on the keyboard remains. */
export type ScanWay = 'plain' | 'below-input-method';

function digitKey(digit: string, way: ScanWay): object {
  const code = `Digit${digit}`;
  if (way === 'below-input-method') return { code, key: 'Process', windowsVirtualKeyCode: PROCESS_KEY };
  return { code, key: digit, text: digit, windowsVirtualKeyCode: DIGIT_ZERO + Number(digit) };
}

function press(keyboard: CDPSession, key: object): Promise<unknown>[] {
  const type = 'text' in key ? 'keyDown' : 'rawKeyDown';
  return [keyboard.send('Input.dispatchKeyEvent', { type, ...key }), keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key })];
}

/** Scans digits. All keys are sent before the first is answered: waiting for each would make the scanner as slow as the machine. */
export async function scan({ app, page }: TillWindow, digits: string, way: ScanWay = 'plain'): Promise<void> {
  const keyboard = await app.context().newCDPSession(page);
  const enter = { code: 'Enter', key: 'Enter', text: '\r', windowsVirtualKeyCode: 13 };
  await Promise.all([...[...digits].map((digit) => digitKey(digit, way)), enter].flatMap((key) => press(keyboard, key)));
  await keyboard.detach();
}
