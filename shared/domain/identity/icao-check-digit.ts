// The check digit of machine-readable travel documents (ICAO 9303-3, section 4.9).

/** Weights 7 3 1 repeating over 0–9, A=10 … Z=35 and the filler < = 0; the sum modulo 10. */
export function icaoCheckDigit(text: string): string {
  const weights = [7, 3, 1] as const;
  const sum = [...text].reduce((total, character, index) => total + valueOf(character) * (weights[index % 3] ?? 1), 0);
  return String(sum % 10);
}

function valueOf(character: string): number {
  return character === '<' ? 0 : Number.parseInt(character, 36);
}
