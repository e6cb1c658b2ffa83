// Cleans what was typed or scanned as a number or code, before any rule looks at it.

// White space, all dashes, control characters, and invisible format characters that scanners and copying bring along.
const noise = /[\s\p{Pd}\p{Cc}\p{Cf}\u2212]+/gu;

/**
 * Folds full-width forms (NFKC), drops spaces, dashes and invisible characters, and turns a–z into capitals.
 * Cleaning twice gives the same as cleaning once.
 */
export function cleanTypedCode(raw: string): string {
  const bare = raw.normalize('NFKC').replace(noise, '');
  // Only a–z: full upper-casing of other scripts can change lengths. The second folding joins what the noise kept apart.
  return bare.replace(/[a-z]+/g, (letters) => letters.toUpperCase()).normalize('NFKC');
}
