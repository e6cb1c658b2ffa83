// @vitest-environment happy-dom
// Opening and closing a shift at its screen: counted first, told afterwards, sent once.
import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { ShiftScreen } from '#renderer/features/shift/shift-screen.tsx';
import { overShortOf } from '#renderer/features/shift/z-figures.tsx';
import { fen } from '#shared/domain/fen.ts';
import { shift, z } from '#tests/renderer/support/desk-samples.ts';
import { no, showScreen, yes } from '#tests/renderer/support/show-screen.tsx';

const noShift = { 'shift.current': () => yes({ shift: null, lastCountFen: fen(143_000), lastZ: z }) };

afterEach(cleanup);

describe('shift/open', () => {
  it('sends the float in fen, once, however often Enter is pressed', async () => {
    const { user, sent } = showScreen(<ShiftScreen />, { ...noShift, 'shift.open': () => yes(shift) });
    await screen.findByTestId('shift-float');
    await user.keyboard('300.5{Enter}');
    await waitFor(() => expect(screen.getByTestId('shift-open').hasAttribute('disabled')).toBe(true));
    await user.keyboard('{Enter}');
    expect(sent('shift.open')).toEqual([{ floatFen: 30_050 }]);
  });

  it.each([['', '请输入金额，没有就填 0。'], ['12a', '金额看不懂，请按 123.45 的样子输入。'], ['1.234', '金额看不懂，请按 123.45 的样子输入。']])('sends no float that reads “%s”', async (typed, said) => {
    const { user, sent } = showScreen(<ShiftScreen />, noShift);
    const field = await screen.findByTestId('shift-float');
    if (typed !== '') await user.type(field, typed);
    await user.keyboard('{Enter}');
    expect(await screen.findByText(said)).toBeTruthy();
    expect(sent('shift.open')).toEqual([]);
  });

  it('puts the last count in only when asked to', async () => {
    const { user } = showScreen(<ShiftScreen />, noShift);
    const field: HTMLInputElement = await screen.findByTestId('shift-float');
    expect(field.value).toBe('');
    await screen.findByTestId('float-same');
    await user.keyboard('[F5]');
    expect(field.value).toBe('1,430.00');
  });
});

describe('shift/close', () => {
  it('asks at the first Enter, closes at the second, and tells over or short only then', async () => {
    const { user, sent } = showScreen(<ShiftScreen renderReceipt={() => <p>paper</p>} />, { 'shift.close': () => yes(z) });
    await screen.findByTestId('shift-counted');
    await user.keyboard('1430{Enter}');
    expect(await screen.findByTestId('shift-confirmation')).toBeTruthy();
    expect([sent('shift.close'), document.body.textContent.includes('1,440.00')]).toEqual([[], false]);
    await user.keyboard('{Enter}');
    expect((await screen.findByTestId('shift-over-short')).textContent).toBe('￥10.00');
    expect(sent('shift.close')).toEqual([{ shiftId: shift.shiftId, countedFen: 143_000 }]);
    expect([screen.getByTestId('z-expected').textContent, screen.getByText('paper').tagName]).toEqual(['￥1,440.00', 'P']);
  });

  it('goes back to counting with Escape', async () => {
    const { user } = showScreen(<ShiftScreen />);
    const field: HTMLInputElement = await screen.findByTestId('shift-counted');
    await user.keyboard('1430{Enter}');
    expect(field.readOnly).toBe(true);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(field.readOnly).toBe(false));
    expect(field.value).toBe('1430');
  });

  it('says why it cannot close while a sale is open', async () => {
    const { user } = showScreen(<ShiftScreen />, { 'shift.close': () => no({ code: 'sale-still-open' }) });
    await screen.findByTestId('shift-counted');
    await user.keyboard('1430{Enter}');
    await user.keyboard('{Enter}');
    expect((await screen.findByTestId('problem')).dataset['code']).toBe('sale-still-open');
  });
});

describe('shift/over-short', () => {
  it('names the difference and drops its sign', () => {
    expect([-1000, 0, 250].map((overShortFen) => overShortOf({ overShortFen: fen(overShortFen) }))).toEqual([
      { kind: 'short', amountFen: 1000 }, { kind: 'even', amountFen: 0 }, { kind: 'over', amountFen: 250 },
    ]);
  });
});
