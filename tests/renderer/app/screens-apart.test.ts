import { describe, expect, it } from 'vitest';
import { loadWhileIdle } from '#renderer/app/screens-apart.tsx';

describe('parts loaded ahead', () => {
  it('one by one, each only when the window is idle, and one that fails does not keep the others away', async () => {
    const happened: string[] = [];
    const part = (name: string, fails = false): { loadAhead: () => Promise<void> } => ({
      loadAhead: async () => {
        happened.push(name);
        if (fails) throw new Error('the file cannot be read');
      },
    });
    await loadWhileIdle(async () => void happened.push('idle'), [part('review'), part('transactions', true), part('shift')]);
    expect(happened).toEqual(['idle', 'review', 'idle', 'transactions', 'idle', 'shift']);
  });
});
