// How a print job's refusal is kept in its one line of detail, and how it is read back to be put into words.
import type { Problem } from '#shared/contract/problems.ts';

const SEPARATOR = '|';
const LONGEST = 300;

/** Code first, then the printer and its reason where there are any. */
export function printDetailOf(problem: Problem): string {
  const parts: string[] = [problem.code];
  if ('printer' in problem) parts.push(problem.printer.replaceAll(SEPARATOR, ' '));
  if (problem.code === 'printer-stopped') parts.push(problem.reason);
  return parts.join(SEPARATOR).slice(0, LONGEST);
}

/** The problem that a detail tells of. Anything unknown reads as a failure without a named cause. */
export function printProblemOf(detail: string): Problem {
  const [code, printer = '', reason = ''] = detail.split(SEPARATOR);
  switch (code) {
    case 'printer-missing': return { code, printer };
    case 'printer-stopped': return { code, printer, reason };
    case 'print-timeout': return { code };
    default: return { code: 'print-failed', detail };
  }
}
