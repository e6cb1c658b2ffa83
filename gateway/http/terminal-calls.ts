// The calls about terminals themselves: enrolling, changing the key, listing those of a store, shutting one out.
import { z } from 'zod';
import { err, ok } from '#shared/domain/base/result.ts';
import { must } from '#shared/domain/base/invariant.ts';
import {
  changeKeyReplySchema, changeKeyRequestSchema, enrolReplySchema, enrolRequestSchema, revocationReplySchema, revocationRequestSchema, storeTerminalsReplySchema,
} from '#shared/contract/gateway-api.ts';
import { changeKey } from '../terminals/change-key.ts';
import { enrolTerminal } from '../terminals/enrol-terminal.ts';
import { revokeByManager } from '../terminals/revoke-terminal.ts';
import { readStoreTerminals } from '../terminals/store-terminals.ts';
import { call, type Call } from './call.ts';

const enrol = call({
  method: 'POST', path: '/v1/terminals', summary: 'Enrol a terminal with an activation code', isSigned: false, status: 201,
  request: enrolRequestSchema, query: null, reply: enrolReplySchema, problems: ['request-invalid', 'activation-refused', 'activation-used', 'activation-expired', 'activation-paused'],
}, async ({ context, body, now }) => {
  const reply = await enrolTerminal(context.db, context.identity, body, now);
  if (!reply.ok) {
    context.logger.warn('terminal.enrolment-refused', { code: reply.problem.code });
    return reply;
  }
  context.logger.info('terminal.enrolled', { terminalId: reply.value.terminalId, storeId: reply.value.store.storeId });
  return ok({ status: 201, body: reply.value });
});

const putKey = call({
  method: 'PUT', path: '/v1/terminals/{id}/key', summary: 'Change the key of the terminal', isSigned: true, status: 200,
  request: changeKeyRequestSchema, query: null, reply: changeKeyReplySchema, problems: ['request-invalid'],
}, async ({ context, terminal, body, now }) => {
  const { terminalId, isByPreviousKey } = must(terminal, 'the call is signed');
  const changed = await changeKey(context.db, { ...body, terminalId, isByPreviousKey, now });
  if (!changed.ok) return changed;
  context.logger.info('terminal.key-changed', { terminalId });
  return ok({ status: 200, body: changed.value });
});

const listTerminals = call({
  method: 'GET', path: '/v1/stores/{id}/terminals', summary: 'The terminals of the own store', isSigned: true, status: 200,
  request: z.undefined(), query: null, reply: storeTerminalsReplySchema, problems: ['not-found'],
}, async ({ context, terminal, path, now }) => {
  const { storeId } = must(terminal, 'the call is signed');
  // Whether another store exists is nobody's business here.
  if (path['id'] !== storeId) return err({ code: 'not-found' });
  return ok({ status: 200, body: await readStoreTerminals(context.db, storeId, now) });
});

const revoke = call({
  method: 'POST', path: '/v1/stores/{id}/terminals/{terminalId}/revocation', summary: 'Shut another terminal of the own store out', isSigned: true, status: 200,
  request: revocationRequestSchema, query: null, reply: revocationReplySchema, problems: ['request-invalid', 'not-found'],
}, async ({ context, terminal, path, body, now }) => {
  const asking = must(terminal, 'the call is signed');
  if (path['id'] !== asking.storeId) return err({ code: 'not-found' });
  const revoked = await revokeByManager(context.db, asking, { terminalId: path['terminalId'] ?? '', managerId: body.managerId, now });
  if (!revoked.ok) return revoked;
  context.logger.warn('terminal.revoked', { terminalId: revoked.value.terminalId, by: asking.terminalId, managerId: body.managerId });
  return ok({ status: 200, body: revoked.value });
});

export const terminalCalls: readonly Call[] = [enrol, putKey, listTerminals, revoke];
