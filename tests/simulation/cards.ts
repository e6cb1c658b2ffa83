// The cards of the training store that can be renewed by rule, and what their owners show.
import type { DocumentType } from '#shared/domain/identity/document-type.ts';
import { must } from '#shared/domain/base/invariant.ts';
import { dateSchema } from '#shared/contract/values.ts';
import { trainingSubscribers } from '#gateway/training/training-subscribers.ts';
import { SIM_START } from './sim-gateway.ts';

/** The first 26 have a story of their own. */
export const FIRST_CARD = 27;
export const LAST_CARD = 240;

const people = trainingSubscribers(dateSchema.parse(SIM_START.slice(0, 10)));

export const refOf = (card: number): string => `sub-${String(card).padStart(6, '0')}`;

export function documentOf(card: number): { documentType: DocumentType; number: string } {
  const { type, number } = must(people[card - 1]?.document, 'these have one');
  return { documentType: type, number };
}
