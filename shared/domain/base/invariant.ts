// Checks for what can only be false through a bug. Never used for what a user, a file or a network may send.

/** Throws when something that must hold by construction does not. */
export function invariant(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`invariant broken: ${message}`);
}

/** Unwraps a value that cannot be missing; `why` says what guarantees it. */
export function must<T>(value: T | null | undefined, why: string): T {
  if (value === null || value === undefined) throw new Error(`value missing: ${why}`);
  return value;
}

/** Closes an exhaustive switch: a new case that nobody handles does not compile. */
export function unreachable(value: never): never {
  throw new Error(`unreachable case: ${JSON.stringify(value)}`);
}
