// What typed cash means, and how the number pad types it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fen, formatYuan } from '#shared/domain/fen.ts';
import { readCash, typedCash } from '#renderer/features/payment/cash-entry.ts';

const due = fen(18_000);

describe('payment/cash-entry', () => {
  it.each([
    ['', { state: 'entering' }], ['  ', { state: 'entering' }], ['abc', { state: 'unreadable' }], ['1.999', { state: 'unreadable' }], ['-200', { state: 'unreadable' }],
    ['100', { state: 'short', missingFen: 8000 }], ['179.99', { state: 'short', missingFen: 1 }], ['180', { state: 'ready', receivedFen: 18_000, changeFen: 0 }],
    ['２００', { state: 'ready', receivedFen: 20_000, changeFen: 2000 }], ['200。5', { state: 'ready', receivedFen: 20_050, changeFen: 2050 }],
  ])('[S4] reads %j', (text, expected) => {
    expect(readCash(text, due)).toEqual(expected);
  });

  it('gives back what is due: received = due + change, whatever is handed over', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 0, max: 1_000_000 }), (dueFen, moreFen) => {
      const received = formatYuan(fen(dueFen + moreFen));
      expect(readCash(received, fen(dueFen))).toEqual({ state: 'ready', receivedFen: dueFen + moreFen, changeFen: moreFen });
    }));
  });

  it.each([
    ['', '5', false, '5'], ['5', '00', false, '500'], ['', '.', false, '0.'], ['5.', '.', false, '5.'], ['5.5', 'Backspace', false, '5.'], ['200.00', '3', true, '3'],
    ['200.00', 'Backspace', true, ''], ['123456789012', '3', false, '123456789012'],
  ])('types %j and %s (replacing: %s) as %j', (text, key, isReplacing, expected) => {
    expect(typedCash(text, key, isReplacing)).toBe(expected);
  });
});
