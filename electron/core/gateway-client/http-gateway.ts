// The Gateway port over HTTP. Only an answer that is certainly the gateway's counts as one: a portal's page does not.
import { gzipSync } from 'node:zlib';
import type { z } from 'zod';
import {
  changeKeyReplySchema, changesReplySchema, changeSchema, enrolReplySchema, GATEWAY_PROBLEM_PREFIX, gatewayProblemCodes, gatewayProblemSchema, paymentReplySchema, postJournalReplySchema, readJournalReplySchema,
  refundPreviewReplySchema, refundReplySchema, revocationReplySchema, searchReplySchema, storeDaySchema, storeTerminalsReplySchema, type Change, type GatewayProblemCode,
} from '#shared/contract/gateway-api.ts';
import { parseRetryAfter } from '#shared/domain/backoff.ts';
import type { ChangesPage, Clock, Gateway, GatewayFailure, GatewayIdentity, GatewayReply, Ids } from '../ports.ts';
import { signRequest } from './sign-request.ts';

const REQUEST_TIMEOUT_MS = 15_000;
/** Look-ups happen while a customer waits. */
const LOOKUP_TIMEOUT_MS = 5_000;
const GZIP_FROM_BYTES = 4096;

export interface HttpGatewayOptions {
  readonly clock: Clock;
  /** Nonces are fresh ids. */
  readonly ids: Ids;
  /** Longest wait for any answer, in milliseconds; left out: those below. */
  readonly patienceMs?: number;
  /** How requests travel; left out: over the network. */
  readonly fetch?: typeof fetch;
}

interface Call {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: unknown;
  readonly identity: GatewayIdentity | null;
  readonly timeoutMs: number;
}

/** A client for one gateway address, e.g. https://gateway.example; paths are added to it. */
export function connectHttpGateway(url: string, options: HttpGatewayOptions): Gateway {
  const base = url.replace(/\/+$/, '');
  const call = <T>(request: Call, reply: z.ZodType<T>): Promise<GatewayReply<T>> => send(base, request, reply, options);
  return {
    enrol: (body) => call({ method: 'POST', path: '/v1/terminals', body, identity: null, timeoutMs: REQUEST_TIMEOUT_MS }, enrolReplySchema),
    postJournal: (identity, entries, voidedSaleIds = []) => call(
      {
        method: 'POST', path: `/v1/terminals/${identity.terminalId}/journal`, body: { entries, ...(voidedSaleIds.length > 0 && { voidedSaleIds }) }, identity, timeoutMs: REQUEST_TIMEOUT_MS,
      },
      postJournalReplySchema,
    ),
    readJournal: (identity, afterSeq) =>
      call({ method: 'GET', path: `/v1/terminals/${identity.terminalId}/journal?after=${afterSeq}`, identity, timeoutMs: REQUEST_TIMEOUT_MS }, readJournalReplySchema),
    readChanges: async (identity, cursor, limit) => {
      const query = [...(cursor === null ? [] : [`cursor=${encodeURIComponent(cursor)}`]), ...(limit === undefined ? [] : [`limit=${limit}`])].join('&');
      const reply = await call({ method: 'GET', path: `/v1/changes${query === '' ? '' : `?${query}`}`, identity, timeoutMs: REQUEST_TIMEOUT_MS }, changesReplySchema);
      if (!reply.ok) return reply;
      return { ok: true, value: { ...reply.value, ...readKnown(reply.value.changes) } };
    },
    searchSubscriber: async (identity, key) => {
      const reply = await call({ method: 'POST', path: '/v1/subscribers/search', body: key, identity, timeoutMs: LOOKUP_TIMEOUT_MS }, searchReplySchema);
      return reply.ok ? { ok: true, value: reply.value.subscriber } : reply;
    },
    changeKey: (identity, body) =>
      call({ method: 'PUT', path: `/v1/terminals/${identity.terminalId}/key`, body, identity, timeoutMs: REQUEST_TIMEOUT_MS }, changeKeyReplySchema),
    readStoreTerminals: (identity, storeId) =>
      call({ method: 'GET', path: `/v1/stores/${storeId}/terminals`, identity, timeoutMs: LOOKUP_TIMEOUT_MS }, storeTerminalsReplySchema),
    revokeTerminal: (identity, storeId, terminalId, managerId) => call(
      { method: 'POST', path: `/v1/stores/${storeId}/terminals/${terminalId}/revocation`, body: { managerId }, identity, timeoutMs: REQUEST_TIMEOUT_MS },
      revocationReplySchema,
    ),
    ...moneyCalls(call),
  };
}

type CallGateway = <T>(request: Call, reply: z.ZodType<T>) => Promise<GatewayReply<T>>;
type MoneyCalls = Pick<Gateway, 'putPayment' | 'readPayment' | 'reversePayment' | 'previewRefund' | 'putRefund' | 'readRefund' | 'readStoreDay'>;

/** A customer waits for these, but a charge may take the provider its time. */
function moneyCalls(call: CallGateway): MoneyCalls {
  const get = <T>(identity: GatewayIdentity, path: string, reply: z.ZodType<T>): Promise<GatewayReply<T>> =>
    call({ method: 'GET', path, identity, timeoutMs: LOOKUP_TIMEOUT_MS }, reply);
  return {
    putPayment: (identity, paymentId, body) => call({ method: 'PUT', path: `/v1/payments/${paymentId}`, body, identity, timeoutMs: REQUEST_TIMEOUT_MS }, paymentReplySchema),
    readPayment: (identity, paymentId) => get(identity, `/v1/payments/${paymentId}`, paymentReplySchema),
    reversePayment: (identity, paymentId, reason) =>
      call({ method: 'POST', path: `/v1/payments/${paymentId}/reversal`, body: { reason }, identity, timeoutMs: REQUEST_TIMEOUT_MS }, paymentReplySchema),
    previewRefund: (identity, saleId, amountFen) => get(identity, `/v1/sales/${saleId}/refundable?amount=${amountFen}`, refundPreviewReplySchema),
    putRefund: (identity, refundId, body) => call({ method: 'PUT', path: `/v1/refunds/${refundId}`, body, identity, timeoutMs: REQUEST_TIMEOUT_MS }, refundReplySchema),
    readRefund: (identity, refundId) => get(identity, `/v1/refunds/${refundId}`, refundReplySchema),
    readStoreDay: (identity, storeId, date) => get(identity, `/v1/stores/${storeId}/daily?date=${date}`, storeDaySchema),
  };
}

const kinds: ReadonlySet<string> = new Set(['plan', 'staff', 'store', 'config', 'subscriber', 'outcome']);

/** Kinds of a newer gateway are skipped. A known kind that does not parse is set apart: it must not hold up what is behind it. */
function readKnown(changes: readonly { readonly kind: string; readonly id?: unknown }[]): Required<Pick<ChangesPage, 'changes' | 'unreadable'>> {
  const readable: Change[] = [];
  const unreadable: { kind: string; id: string }[] = [];
  for (const change of changes.filter(({ kind }) => kinds.has(kind))) {
    const parsed = changeSchema.safeParse(change);
    if (parsed.success) readable.push(parsed.data);
    else unreadable.push({ kind: change.kind, id: typeof change.id === 'string' ? change.id.slice(0, 128) : '' });
  }
  return { changes: readable, unreadable };
}

async function send<T>(base: string, request: Call, schema: z.ZodType<T>, options: HttpGatewayOptions): Promise<GatewayReply<T>> {
  const target = `${base}${request.path}`;
  const { body, headers } = encodeBody(request.body);
  try {
    const signed = request.identity === null ? {} : signRequest({
      method: request.method, url: target, body, keyId: request.identity.terminalId, privateKey: request.identity.privateKey,
      createdSeconds: Math.floor(Date.parse(options.clock.now()) / 1000), nonce: options.ids.next(options.clock.now()),
    });
    const response = await (options.fetch ?? fetch)(target, {
      method: request.method, headers: { ...headers, ...signed }, redirect: 'error', signal: AbortSignal.timeout(Math.min(request.timeoutMs, options.patienceMs ?? request.timeoutMs)),
      ...(body === null ? {} : { body }),
    });
    return await readReply(response, schema);
  } catch (cause) {
    return unreachable(cause instanceof Error ? cause.name : 'error');
  }
}

function encodeBody(body: unknown): { body: Buffer<ArrayBuffer> | null; headers: Record<string, string> } {
  if (body === undefined) return { body: null, headers: {} };
  const plain = Buffer.from(JSON.stringify(body), 'utf8');
  const headers = { 'content-type': 'application/json' };
  if (plain.length < GZIP_FROM_BYTES) return { body: plain, headers };
  return { body: gzipSync(plain, { level: 1 }), headers: { ...headers, 'content-encoding': 'gzip' } };
}

async function readReply<T>(response: Response, schema: z.ZodType<T>): Promise<GatewayReply<T>> {
  const type = response.headers.get('content-type') ?? '';
  const text = await response.text();
  if (!response.ok) return { ok: false, failure: failureOf(response, type, text) };
  if (!type.startsWith('application/json')) return unreachable('not-json');
  const parsed = schema.safeParse(parseJson(text));
  return parsed.success ? { ok: true, value: parsed.data } : unreachable('not-understood');
}

function failureOf(response: Response, type: string, text: string): GatewayFailure {
  const problem = type.startsWith('application/problem+json') ? gatewayProblemSchema.safeParse(parseJson(text)) : null;
  // An error page of a proxy in between: the gateway itself was not reached.
  if (problem?.success !== true) return { kind: 'unreachable', detail: `http-${response.status}` };
  const serverTime = serverTimeOf(response);
  return {
    kind: 'refused', code: codeOf(problem.data.type), status: response.status, retryAfter: retryAfterOf(response, serverTime),
    expected: problem.data.expected ?? null, serverTime,
  };
}

/** In seconds, counted by the gateway's own clock: an hour of the day means nothing to a computer whose clock was set wrong. Null: none that is believed. */
function retryAfterOf(response: Response, serverTime: string | null): string | null {
  const header = response.headers.get('retry-after');
  if (serverTime === null) return header;
  const ms = parseRetryAfter(header, serverTime);
  return ms === null ? null : String(Math.ceil(ms / 1000));
}

/** The gateway's clock by its Date header: what tells a refused signature from a wrong clock on this computer. */
function serverTimeOf(response: Response): string | null {
  const at = new Date(response.headers.get('date') ?? '');
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

function codeOf(type: string): GatewayProblemCode | 'unknown' {
  const code = type.startsWith(GATEWAY_PROBLEM_PREFIX) ? type.slice(GATEWAY_PROBLEM_PREFIX.length) : '';
  return gatewayProblemCodes.find((known) => known === code) ?? 'unknown';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON at all: no schema accepts undefined, so the caller treats it as not understood.
    return undefined;
  }
}

function unreachable(detail: string): { ok: false; failure: GatewayFailure } {
  return { ok: false, failure: { kind: 'unreachable', detail } };
}
