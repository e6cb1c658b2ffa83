// From the codes of a sale's journal rows to the names of their texts.
import { review } from '#renderer/i18n/zh-CN/review.ts';

type StoryTypeKey = keyof typeof review.story.type;
type DetailKey = keyof typeof review.story.detail;
type ValueKey = keyof typeof review.story.value;
type KindKey = keyof typeof review.kind;

const isKeyOf = <T extends object>(tree: T, key: string): key is Extract<keyof T, string> => Object.hasOwn(tree, key);

/** `sale.completed` → the text of its type. */
export function storyTypeOf(type: string): StoryTypeKey {
  const key = type.replaceAll('.', '_');
  return isKeyOf(review.story.type, key) ? key : 'other';
}

/** Null: no kind of money line. */
export function kindKeyOf(kind: string): KindKey | null {
  return isKeyOf(review.kind, kind) ? kind : null;
}

/** Null: not told to people. */
export function detailKeyOf(name: string): DetailKey | null {
  return isKeyOf(review.story.detail, name) ? name : null;
}

/** `not-comparable`, `sale.void` → the text of the value; null: it is shown as it is. */
export function valueKeyOf(value: string | number | boolean): ValueKey | null {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const key = String(value).replace(/[-._]([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return isKeyOf(review.story.value, key) ? key : null;
}

const bad = ['sale_voided', 'payment_failed', 'payment_unknown', 'refund_failed', 'approval_refused', 'staff_pin_failed', 'outcome_rejected', 'outcome_voided'];
const good = ['sale_completed', 'payment_settled', 'refund_completed', 'approval_granted', 'outcome_applied'];

/** The colour of an event; the words beside it say the same. */
export function toneOfType(type: StoryTypeKey): 'ok' | 'attention' | 'neutral' {
  if (bad.includes(type)) return 'attention';
  return good.includes(type) ? 'ok' : 'neutral';
}
