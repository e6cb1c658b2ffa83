// A core process that a test plays by hand, and timers and a clock that move only when told.
import type { CoreOptions, FromCore, Logger, Timers, ToCore } from '#core/ports.ts';
import type { CoreChild } from '#shell/core-host.ts';

export interface FakeChild extends CoreChild {
  readonly heard: ToCore[];
  isKilled: boolean;
  say(message: FromCore): void;
  exit(code?: number): void;
}

export function aCoreChild(): FakeChild {
  const onMessage: ((message: FromCore) => void)[] = [];
  const onExit: ((code: number) => void)[] = [];
  const heard: ToCore[] = [];
  return {
    heard,
    isKilled: false,
    post: (message) => {
      heard.push(message);
    },
    onMessage: (listener) => {
      onMessage.push(listener);
    },
    onExit: (listener) => {
      onExit.push(listener);
    },
    kill() {
      this.isKilled = true;
    },
    say: (message) => {
      for (const listener of onMessage) listener(message);
    },
    exit: (code = 9) => {
      for (const listener of onExit) listener(code);
    },
  };
}

export interface ManualTimers extends Timers {
  pass(ms: number): void;
  nowMs(): number;
}

export function manualTimers(): ManualTimers {
  let nowMs = 0;
  let open: { dueMs: number; callback: () => void }[] = [];
  return {
    after: (delayMs, callback) => {
      const timer = { dueMs: nowMs + delayMs, callback };
      open.push(timer);
      return () => {
        open = open.filter((other) => other !== timer);
      };
    },
    pass: (ms) => {
      nowMs += ms;
      const due = open.filter((timer) => timer.dueMs <= nowMs);
      open = open.filter((timer) => timer.dueMs > nowMs);
      for (const timer of due) timer.callback();
    },
    nowMs: () => nowMs,
  };
}

export const silentLogger: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

export const someOptions: CoreOptions = {
  dataDir: 'data', gatewayUrl: null, enrolWith: null, appVersion: '0.0.0', defaultLocale: 'zh-CN', sqliteBinding: null, checkReplies: true,
};
