// Closed lists of the program's own words as SQL reads them. What a person typed is a parameter, never this.

/** `'sale', 'void'`, for what stands behind IN. */
export function quoted(words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(', ');
}
