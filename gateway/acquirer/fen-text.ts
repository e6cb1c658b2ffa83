// Amounts as providers write them: yuan with two decimals, made and read digit by digit.

/** 6000 → "60.00". */
export function yuanText(amountFen: number): string {
  const digits = String(amountFen).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** "60.00", "60.0" or "60" → 6000; null when the text is no amount. */
export function fenOf(text: string | undefined): number | null {
  const found = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text ?? '');
  return found === null ? null : Number(`${found[1] ?? ''}${(found[2] ?? '').padEnd(2, '0')}`);
}
