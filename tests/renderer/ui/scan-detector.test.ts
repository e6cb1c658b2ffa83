// A scanner is told from a person by its speed and its ending.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { characterOf, nextScanProgress, type PressedKey, type ScanBurst } from '#renderer/ui/scan-detector.ts';

function codeOf(character: string): Pick<PressedKey, 'code' | 'isShifted'> {
  if (/\d/.test(character)) return { code: `Digit${character}`, isShifted: false };
  if (/[A-Za-z]/.test(character)) return { code: `Key${character.toUpperCase()}`, isShifted: character !== character.toLowerCase() };
  return { code: character === ':' ? 'Semicolon' : 'Minus', isShifted: character === ':' };
}

function scansOf(text: string, gapMs: number, end = 'Enter'): string[] {
  let burst: ScanBurst | null = null;
  const scans: string[] = [];
  const keys: PressedKey[] = [...[...text].map(codeOf), { code: end, isShifted: false }].map((key, index) => ({ ...key, atMs: index * gapMs }));
  for (const key of keys) {
    const progress = nextScanProgress(burst, key);
    burst = progress.burst;
    if (progress.scanned !== null) scans.push(progress.scanned);
  }
  return scans;
}

describe('ui/scan-detector', () => {
  it.each([
    ['16500000002', 5, 'Enter'], ['ICCID:89869900000000000011', 20, 'Tab'], ['99999919900307008X', 100, 'NumpadEnter'], ['1650', 1, 'Enter'],
  ])('takes %s at %i ms between keys for a scan', (text, gapMs, end) => {
    expect(scansOf(text, gapMs, end)).toEqual([text]);
  });

  it.each([['16500000002', 101, 'Enter'], ['200', 5, 'Enter'], ['16500000002', 5, 'Escape']])('takes %s at %i ms for typing', (text, gapMs, end) => {
    expect(scansOf(text, gapMs, end)).toEqual([]);
  });

  it('reads places on the keyboard, so that an input method changes nothing', () => {
    expect([{ code: 'KeyX', isShifted: false }, { code: 'Numpad7', isShifted: true }, { code: 'Digit8', isShifted: false }, { code: 'F5', isShifted: false }].map(characterOf))
      .toEqual(['x', '7', '8', null]);
  });

  it('begins anew after a pause and after a key that types nothing', () => {
    const first = nextScanProgress({ text: '1650', lastAtMs: 0 }, { code: 'Digit1', isShifted: false, atMs: 500 });
    const second = nextScanProgress({ text: '1650', lastAtMs: 0 }, { code: 'ArrowLeft', isShifted: false, atMs: 5 });
    expect([first, second]).toEqual([{ burst: { text: '1', lastAtMs: 500 }, scanned: null }, { burst: null, scanned: null }]);
  });

  it('gives back exactly what was scanned', () => {
    const text = fc.string({ unit: fc.constantFrom(...'0123456789ABCXYZabcxyz-:'), minLength: 4, maxLength: 120 });
    fc.assert(fc.property(text, fc.integer({ min: 0, max: 100 }), (scanned, gapMs) => {
      expect(scansOf(scanned, gapMs)).toEqual([scanned]);
    }));
  });
});
