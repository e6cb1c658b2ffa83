import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TerminalId } from '#shared/domain/ids.ts';
import { formatReceiptNumber, parseReceiptNumber } from '#shared/domain/receipt-number.ts';
import { aDate } from './a-date.ts';

const businessDate = aDate('2026-11-24');

describe('receipt-number', () => {
  it('[SL4] writes terminal, date and count', () => {
    const terminalId = 'T0007' as TerminalId;
    expect([42, 9999, 10000].map((number) => formatReceiptNumber({ terminalId, businessDate, number }))).toEqual([
      'T0007-20261124-0042', 'T0007-20261124-9999', 'T0007-20261124-10000',
    ]);
  });

  it('[SL4] reads back every number that was written', () => {
    fc.assert(fc.property(fc.stringMatching(/^[A-Za-z0-9._-]{1,20}$/), fc.integer({ min: 1, max: 999_999_999 }), (terminal, number) => {
      const receipt = { terminalId: terminal as TerminalId, businessDate, number };
      expect(parseReceiptNumber(formatReceiptNumber(receipt))).toEqual({ ok: true, value: receipt });
    }));
  });

  it.each(['', 'T0007', 'T0007-20261124-042', 'T0007-20261124-00042', 'T0007-20261324-0042', 'T0007-20261124-0000', '-20261124-0042', 'T 7-20261124-0042'])(
    '[SL4] refuses "%s"',
    (text) => {
      expect(parseReceiptNumber(text)).toEqual({ ok: false, problem: { code: 'receipt-number-invalid' } });
    },
  );

  it('[SL4] counts from 1', () => {
    expect(() => formatReceiptNumber({ terminalId: 'T0007' as TerminalId, businessDate, number: 0 })).toThrow('invariant broken');
  });
});
