// What the typed cash means for the amount due.
import { changeDue } from '#shared/domain/cash.ts';
import { parseYuan, type Fen } from '#shared/domain/fen.ts';

export type CashEntry =
  | { readonly state: 'entering' }
  | { readonly state: 'unreadable' }
  | { readonly state: 'short'; readonly missingFen: Fen }
  | { readonly state: 'ready'; readonly receivedFen: Fen; readonly changeFen: Fen };

/** Reads yuan as typed; an empty field is no mistake. */
export function readCash(receivedText: string, dueFen: Fen): CashEntry {
  if (receivedText.trim() === '') return { state: 'entering' };
  const received = parseYuan(receivedText);
  if (!received.ok) return { state: 'unreadable' };
  const change = changeDue(dueFen, received.value);
  if (!change.ok) return { state: 'short', missingFen: change.problem.missingFen };
  return { state: 'ready', receivedFen: received.value, changeFen: change.value };
}

const MAX_LENGTH = 12;

/** What the field holds after a key of the number pad; `isReplacing` when a quick amount stands in it. */
export function typedCash(text: string, key: string, isReplacing: boolean): string {
  if (key === 'Backspace') return isReplacing ? '' : text.slice(0, -1);
  const before = isReplacing ? '' : text;
  if (key === '.' && before.includes('.')) return before;
  const whole = before === '' && key === '.' ? '0' : before;
  return `${whole}${key}`.slice(0, MAX_LENGTH);
}
