// @vitest-environment happy-dom
// Money on the screen is written as it is on paper.
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { fen } from '#shared/domain/fen.ts';
import { MoneyText } from '#renderer/ui/money-text.tsx';

describe('ui/money-text', () => {
  afterEach(cleanup);

  it.each([[-20, '-￥0.20'], [123456, '￥1,234.56']])('[M3] shows %i fen as %s', (amount, text) => {
    render(<MoneyText amountFen={fen(amount)} testId="money" />);
    expect(screen.getByTestId('money').textContent).toBe(text);
  });
});
