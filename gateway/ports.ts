// What the gateway needs from its host, so that tests can hold time and chance still.

export interface Clock {
  /** The present instant, RFC 3339 UTC with milliseconds. */
  now(): string;
}

export interface Timers {
  /** Calls back once after a delay; the answer cancels. */
  after(delayMs: number, callback: () => void): () => void;
}

export interface Random {
  bytes(count: number): Uint8Array;
}

/** Fields must never hold personal data, keys, codes or request bodies. */
export interface Logger {
  info(event: string, fields?: Record<string, string | number | boolean | null>): void;
  warn(event: string, fields?: Record<string, string | number | boolean | null>): void;
  error(event: string, fields?: Record<string, string | number | boolean | null>, cause?: unknown): void;
}

/** Whole seconds since 1970 of an instant. */
export function secondsOf(instant: string): number {
  return Math.floor(Date.parse(instant) / 1000);
}
