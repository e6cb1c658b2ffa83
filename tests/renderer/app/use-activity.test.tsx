// @vitest-environment happy-dom
// The window asks whether the till has locked once nobody has touched it for the till's own time.
import { act, cleanup, fireEvent } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useActivity } from '#renderer/app/use-activity.ts';
import { signedIn } from '#tests/renderer/support/desk-samples.ts';
import { showScreen, yes } from '#tests/renderer/support/show-screen.tsx';

function Somebody(): null {
  useActivity();
  return null;
}

describe('app/use-activity', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
  });

  it('asks for the session after the idle time, counted from the last key', async () => {
    const { sent } = showScreen(<Somebody />, { 'session.read': () => yes({ ...signedIn, idleLockSeconds: 30 }) });
    await act(async () => vi.advanceTimersByTimeAsync(1));
    await act(async () => vi.advanceTimersByTimeAsync(29_000));
    fireEvent.keyDown(document.body, { code: 'Digit1' });
    await act(async () => vi.advanceTimersByTimeAsync(30_000));
    const asked = sent('session.read').length;
    await act(async () => vi.advanceTimersByTimeAsync(1000));
    expect([asked, sent('session.read').length, sent('session.touch').length]).toEqual([1, 2, 1]);
  });
});
