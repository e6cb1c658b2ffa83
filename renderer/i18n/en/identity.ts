// Texts of the identity check, English.
import type { TextsLike } from '../texts-like.ts';
import type { identity as chinese } from '../zh-CN/identity.ts';

export const identity = {
  title: 'Check the ID', notNeededTitle: 'No ID needed for this renewal', notNeededBody: 'Store policy: no document is asked for at this amount. You may still check one if the customer offers it.',
  why: 'Store policy: check the holder\'s document first.',
  type: 'Kind of document', number: 'Document number', numberHint: 'Type or scan the number and press Enter. Only a masked number is kept.',
  registered: 'on record', expires: 'Valid until (optional)',
  expiresHint: 'Such as 2030-12-31', expiresWrong: 'Write it like 2030-12-31',
  check: 'Check', checking: 'Checking…', skip: 'Skip to the plan', next: 'Next: the plan', again: 'Another document', cannotGoOn: 'Not with this ID',
  outcome: { match: 'The document matches', mismatch: 'The document does not match', expired: 'The document has expired', 'not-comparable': 'No document on record to compare with' },
  advice: {
    match: 'The number is the registered holder\'s. Compare the photo with the person once more.',
    mismatch: 'The number is not the registered holder\'s. No money was taken. Ask for the holder\'s own document; somebody else can be served at a carrier shop or through the hotline.',
    expired: 'This document is no longer valid. No money was taken. Ask for a valid one, or for the record to be updated first.',
    'not-comparable': 'Compare the photo with the person and the first letter of the name with the one at the left. If they fit you may go on.',
  },
} as const satisfies TextsLike<typeof chinese>;
