// The last wall before personal data reaches a log: numbers as long as a phone's or a document's are blanked.

/** Replaces words of 7 and more digits (also with a final X). Identifiers with letters and hyphens stay whole. */
export function scrubDigits(text: string): string {
  return text.replaceAll(/(?<![\w-])\d{7,}[Xx]?(?![\w-])/g, '<digits>');
}
