// Calls of version 1 that this gateway does not serve yet. They say so, instead of looking like a wrong address.
import { z } from 'zod';
import { err } from '#shared/domain/base/result.ts';
import { call, type Call } from './call.ts';

const addresses: readonly (readonly [Call['method'], string, string])[] = [
  ['POST', '/v1/verifications', "Send a one-time code to the customer's phone"],
  ['POST', '/v1/verifications/{id}/check', 'Check a one-time code'],
  ['POST', '/v1/agreements', 'Begin auto-renewal'],
  ['DELETE', '/v1/agreements/{id}', 'End auto-renewal'],
  ['POST', '/v1/password-resets', 'Reset the self-service password'],
  ['GET', '/v1/stores', 'Find stores'],
];

export const laterCalls: readonly Call[] = addresses.map(([method, path, summary]) => call({
  method, path, summary, isSigned: false, status: 501, request: z.undefined(), query: null, reply: null, problems: ['not-yet-available'],
}, async () => err({ code: 'not-yet-available' })));
