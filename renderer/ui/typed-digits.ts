// Digits as somebody types them, whatever an input method makes of them.

/** As the till's contract has it. */
export const pinDigits = { shortest: 4, longest: 12 } as const;

/** Keeps the digits of what was typed, at most `maxLength`; full-width ones count. */
export function typedDigits(typed: string, maxLength: number): string {
  return typed.normalize('NFKC').replace(/\D+/g, '').slice(0, maxLength);
}
