// Tells a scanner from a person: a scanner is a keyboard that types fast and ends with Enter or Tab.

/** One pressed key; `code` is its place on the keyboard, so that an input method cannot change what was scanned. */
export interface PressedKey {
  readonly code: string;
  readonly isShifted: boolean;
  readonly atMs: number;
}

export interface ScanBurst {
  readonly text: string;
  readonly lastAtMs: number;
}

export interface ScanProgress {
  readonly burst: ScanBurst | null;
  /** Set once, by the key that ended a burst. */
  readonly scanned: string | null;
}

const MAX_GAP_MS = 100;
const MIN_CHARACTERS = 4;
const MAX_CHARACTERS = 120;

const punctuation: Readonly<Record<string, readonly [plain: string, shifted: string]>> = {
  Minus: ['-', '_'], Equal: ['=', '+'], Slash: ['/', '?'], Period: ['.', '>'], Comma: [',', '<'], Semicolon: [';', ':'],
  Space: [' ', ' '], NumpadDecimal: ['.', '.'], NumpadSubtract: ['-', '-'], NumpadAdd: ['+', '+'], NumpadDivide: ['/', '/'],
};
const shiftedDigits = ')!@#$%^&*(';

/** The character a key of a US keyboard types; null for keys that type nothing. */
export function characterOf({ code, isShifted }: Pick<PressedKey, 'code' | 'isShifted'>): string | null {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return isShifted ? letter : letter.toLowerCase();
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return isShifted && code.startsWith('Digit') ? shiftedDigits.charAt(Number(digit)) : digit;
  return punctuation[code]?.[isShifted ? 1 : 0] ?? null;
}

const isModifier = (code: string): boolean => /^(?:Shift|CapsLock)/.test(code);
const isEnd = (code: string): boolean => code === 'Enter' || code === 'NumpadEnter' || code === 'Tab';

/** The burst after one more key. At most 100 ms between keys, at least four characters, closed by Enter or Tab. */
export function nextScanProgress(burst: ScanBurst | null, key: PressedKey): ScanProgress {
  if (isModifier(key.code)) return { burst, scanned: null };
  const running = burst !== null && key.atMs - burst.lastAtMs <= MAX_GAP_MS ? burst : null;
  if (isEnd(key.code)) {
    const isScan = running !== null && running.text.length >= MIN_CHARACTERS;
    return { burst: null, scanned: isScan ? running.text : null };
  }
  const character = characterOf(key);
  if (character === null) return { burst: null, scanned: null };
  const text = `${running?.text ?? ''}${character}`;
  return { burst: text.length > MAX_CHARACTERS ? null : { text, lastAtMs: key.atMs }, scanned: null };
}
