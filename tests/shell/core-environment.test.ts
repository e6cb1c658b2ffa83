// What of the environment reaches the core process.
import { describe, expect, it } from 'vitest';
import { coreEnvironment } from '#shell/core-environment.ts';

const env = { PATH: '/bin', HEYON_LOCALE: 'en', HEYON_DRILL_CLOCK: 'clock', HEYON_DRILL_KILL_AT: 'sale.after-commit', HEYON_DRILL_EXIT_AT: 'sale.before-commit', GONE: undefined };

describe('shell/core-environment', () => {
  it('[SH6] hands drills to the first core of a program that is not packaged', () => {
    expect(coreEnvironment(env, { isPackaged: false, isRestart: false, shellPid: 7 })).toEqual({
      PATH: '/bin', HEYON_LOCALE: 'en', HEYON_DRILL_CLOCK: 'clock', HEYON_DRILL_KILL_AT: 'sale.after-commit', HEYON_DRILL_EXIT_AT: 'sale.before-commit',
      HEYON_DRILL_SHELL_PID: '7',
    });
  });

  it('[SH6] strikes once: a restarted core keeps the clock but not the blow', () => {
    expect(coreEnvironment(env, { isPackaged: false, isRestart: true, shellPid: 7 })).toEqual({
      PATH: '/bin', HEYON_LOCALE: 'en', HEYON_DRILL_CLOCK: 'clock', HEYON_DRILL_SHELL_PID: '7',
    });
  });

  it('[SH6] lets no drill into a packaged till', () => {
    expect(coreEnvironment(env, { isPackaged: true, isRestart: false, shellPid: 7 })).toEqual({ PATH: '/bin', HEYON_LOCALE: 'en' });
  });
});
