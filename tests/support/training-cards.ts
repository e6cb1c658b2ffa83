// The cards of the training store, and the documents their owners would show.
import type { DocumentType } from '#shared/domain/identity/document-type.ts';
import { dateSchema } from '#shared/contract/values.ts';
import { trainingSubscribers } from '#gateway/training/training-subscribers.ts';
import { START_AT } from './open-till.ts';

const people = trainingSubscribers(dateSchema.parse(START_AT.slice(0, 10)));

/** Number 1 is 16500000001. */
export const refOf = (number: number): string => `sub-${String(number).padStart(6, '0')}`;

export function documentOf(number: number): { documentType: DocumentType; number: string } {
  const document = people[number - 1]?.document;
  if (document === null || document === undefined) throw new Error(`subscriber ${number} has no document`);
  return { documentType: document.type, number: document.number };
}
