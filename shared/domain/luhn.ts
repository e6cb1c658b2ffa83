// The Luhn check of ISO/IEC 7812, used by ICCIDs.

/** Whether a string of decimal digits passes Luhn; anything with another character does not. */
export function passesLuhn(digits: string): boolean {
  if (!/^\d+$/.test(digits)) return false;
  const total = [...digits].reverse().reduce((sum, digit, fromRight) => sum + luhnShare(Number(digit), fromRight), 0);
  return total % 10 === 0;
}

function luhnShare(digit: number, fromRight: number): number {
  if (fromRight % 2 === 0) return digit;
  return digit < 5 ? digit * 2 : digit * 2 - 9;
}
