// The shape of every answer that may be a refusal: a value, or a problem that says why not.

export interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}

export interface Err<P> {
  readonly ok: false;
  readonly problem: P;
}

export type Result<T, P> = Ok<T> | Err<P>;

/** Wraps a value as a success. */
export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

/** Wraps a problem as a refusal. Refusals are values; only bugs are thrown. */
export function err<const P>(problem: P): Err<P> {
  return { ok: false, problem };
}
