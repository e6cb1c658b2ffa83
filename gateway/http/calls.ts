// The calls of the interface, version 1, in the order of the documentation.
import { z } from 'zod';
import { err, ok } from '#shared/domain/base/result.ts';
import { must } from '#shared/domain/base/invariant.ts';
import { parseIccid } from '#shared/domain/iccid.ts';
import { parseMsisdn } from '#shared/domain/msisdn.ts';
import {
  MAX_ENTRIES_PER_POST, changesReplySchema, digestInput, postJournalReplySchema,
  postJournalRequestSchema, readJournalReplySchema, searchReplySchema, searchRequestSchema,
} from '#shared/contract/gateway-api.ts';
import { parsedJournalEntrySchema } from '#shared/contract/journal-entries.ts';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../changes/feed.ts';
import { acceptJournal } from '../journal/accept-journal.ts';
import { readEntries } from '../journal/journal-repository.ts';
import { keyedDigest } from '../subscribers/keyed-digest.ts';
import { findSubscriber } from '../subscribers/subscriber-repository.ts';
import { findTerminal } from '../terminals/terminal-repository.ts';
import { call, type Call } from './call.ts';
import { moneyCalls } from './money-calls.ts';
import { laterCalls } from './later-calls.ts';
import { terminalCalls } from './terminal-calls.ts';

const nothing = z.undefined();

/** A request whose entries were just read from JSON text. */
const parsedJournalPostSchema = postJournalRequestSchema.extend({ entries: z.array(parsedJournalEntrySchema).min(1).max(MAX_ENTRIES_PER_POST) });

const postJournal = call({
  method: 'POST', path: '/v1/terminals/{id}/journal', summary: 'Send the next entries of a journal', isSigned: true, isBulk: true, status: 200,
  request: postJournalRequestSchema, parsedRequest: parsedJournalPostSchema, query: null, reply: postJournalReplySchema,
  problems: ['request-invalid', 'journal-fork', 'journal-gap', 'journal-broken', 'payload-too-large', 'overloaded'],
}, async ({ context, terminal, body, now }) => {
  const { terminalId } = must(terminal, 'the call is signed');
  const accepted = await acceptJournal(context.db, terminalId, { entries: body.entries, voidedSaleIds: body.voidedSaleIds ?? [] }, now);
  if (accepted.ok) return ok({ status: 200, body: accepted.value });
  context.logger.warn('journal.refused', { terminalId, code: accepted.problem.code });
  return accepted;
});

const wholeNumber = z.string().regex(/^\d{1,9}$/);
const readJournal = call({
  method: 'GET', path: '/v1/terminals/{id}/journal', summary: 'What the gateway holds of a journal, at most 1000 entries', isSigned: true, isBulk: true,
  status: 200, request: nothing, query: z.strictObject({ after: wholeNumber.optional() }), reply: readJournalReplySchema,
  problems: ['request-invalid', 'overloaded'],
}, async ({ context, terminal, query }) => {
  const { terminalId } = must(terminal, 'the call is signed');
  const entries = await readEntries(context.db, terminalId, Number(query['after'] ?? '0'), MAX_ENTRIES_PER_POST);
  const held = must(await findTerminal(context.db, terminalId), 'terminals are never removed');
  return ok({ status: 200, body: { entries, acceptedThrough: held.headSeq, head: held.headHash } });
});

const changes = call({
  method: 'GET', path: '/v1/changes', summary: 'What changed since a cursor', isSigned: true, isBulk: true, status: 200, request: nothing,
  query: z.strictObject({ cursor: z.string().max(200).optional(), limit: wholeNumber.optional() }),
  reply: changesReplySchema, problems: ['request-invalid', 'overloaded'],
}, async ({ context, terminal, query, now }) => {
  const limit = Number(query['limit'] ?? DEFAULT_PAGE_SIZE);
  if (limit < 1 || limit > MAX_PAGE_SIZE) return err({ code: 'request-invalid', detail: `limit is 1 to ${MAX_PAGE_SIZE}.` });
  const cursor = query['cursor'] ?? '';
  const reader = must(terminal, 'the call is signed');
  const page = await context.feed.read(reader, { cursor: cursor === '' ? null : cursor, limit });
  if (!page.ok) return err({ code: 'request-invalid', detail: 'The cursor is not one of ours.' });
  return ok({ status: 200, body: { ...page.value, serverTime: now } });
});

const search = call({
  method: 'POST', path: '/v1/subscribers/search', summary: 'Look up a subscriber afresh', isSigned: true, status: 200,
  request: searchRequestSchema, query: null, reply: searchReplySchema, problems: ['request-invalid', 'subscriber-unknown'],
}, async ({ context, body, now }) => {
  const key = columnOf(body, context.identity.directoryKey);
  if (key === null) return err({ code: 'request-invalid', detail: 'This is no number of a phone or card.' });
  const subscriber = await findSubscriber(context.db, key.by, key.value);
  if (subscriber === null) return err({ code: 'subscriber-unknown' });
  return ok({ status: 200, body: { subscriber: { ...subscriber, asOf: now }, serverTime: now } });
});

type SearchBy = { readonly by: Parameters<typeof findSubscriber>[1]; readonly value: string };

/** Which column a search asks for; null when the number is none. */
function columnOf(request: z.output<typeof searchRequestSchema>, directoryKey: string): SearchBy | null {
  if ('ref' in request) return { by: 'ref', value: request.ref };
  if ('msisdnDigest' in request) return { by: 'msisdn_digest', value: request.msisdnDigest };
  if ('iccidDigest' in request) return { by: 'iccid_digest', value: request.iccidDigest };
  if ('documentDigest' in request) return { by: 'document_digest', value: request.documentDigest };
  if ('msisdn' in request) {
    const msisdn = parseMsisdn(request.msisdn);
    return msisdn.ok ? { by: 'msisdn_digest', value: keyedDigest(directoryKey, digestInput.msisdn(msisdn.value.msisdn)) } : null;
  }
  const iccid = parseIccid(request.iccid);
  return iccid.ok ? { by: 'iccid_digest', value: keyedDigest(directoryKey, digestInput.iccid(iccid.value.iccid)) } : null;
}

const alive = call({
  method: 'GET', path: '/healthz', summary: 'The process is alive', isSigned: false, status: 200, request: nothing, query: null,
  reply: z.object({ status: z.literal('ok') }), problems: [],
}, async () => ok({ status: 200, body: { status: 'ok' } }));

const ready = call({
  method: 'GET', path: '/readyz', summary: 'The database is reachable', isSigned: false, status: 200, request: nothing, query: null,
  reply: z.object({ status: z.literal('ok') }), problems: ['overloaded'],
}, async ({ context }) => {
  await context.db.query('SELECT 1 AS one');
  return ok({ status: 200, body: { status: 'ok' } });
});

export const calls: readonly Call[] = [...terminalCalls, postJournal, readJournal, changes, search, ...moneyCalls, alive, ready, ...laterCalls];
