import { describe, expect, it } from 'vitest';
import { loadWhileIdle } from '#renderer/app/lazy-screens.ts';

describe('screens loaded ahead', () => {
  it('one by one, each only when the window is idle, and one that fails does not keep the others away', async () => {
    const happened: string[] = [];
    const load = (name: string, fails = false) => async (): Promise<void> => {
      happened.push(name);
      if (fails) throw new Error('the file cannot be read');
    };
    await loadWhileIdle(async () => void happened.push('idle'), [load('review'), load('transactions', true), load('shift')]);
    expect(happened).toEqual(['idle', 'review', 'idle', 'transactions', 'idle', 'shift']);
  });
});
