// What the set-up tells the person in front of it. On stderr, so that a command's own output stays clean.

/** Prints one line about the set-up. */
export function say(line) {
  process.stderr.write(`setup: ${line}\n`);
}

/** A failure the person can mend: its message is shown without a stack and the process ends with 1. */
export class SetupFailure extends Error {}
