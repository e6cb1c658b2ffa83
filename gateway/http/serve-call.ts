// Registers one call: signature, limits, parsing, handler, answer. The same line for every call.
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { MAX_ENTRIES_PER_POST } from '#shared/contract/gateway-api.ts';
import { authenticate, type Signer } from './authenticate.ts';
import type { BulkLane } from './bulk-lane.ts';
import type { Call, CallAnswer, CallContext } from './call.ts';
import { variedRetryAfter } from './classify-failure.ts';
import { sendProblem, type HttpProblem } from './problem.ts';
import { readJsonBody } from './read-body.ts';

/** Adds the call's route. Calls that carry much share `bulk`; the others never wait for it. */
export function serveCall(app: FastifyInstance, call: Call, context: CallContext, bulk: BulkLane): void {
  const serve = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => send(request, reply, await answer(call, context, request));
  app.route({
    method: call.method,
    url: call.path.replaceAll(/\{(\w+)\}/g, ':$1'),
    // Before the body is read: what is sent away costs nothing but its head.
    ...(call.isBulk === true && {
      onRequest: async (_request, reply) => {
        const leave = bulk.enter();
        // Answered, or gone away: whichever comes first.
        if (leave !== null) return void reply.raw.once('finish', leave).once('close', leave);
        return sendProblem(reply.header('connection', 'close'), { code: 'overloaded', retryAfterSeconds: variedRetryAfter(context.random) });
      },
    }),
    handler: call.isBulk === true ? async (request, reply) => bulk.atDatabase(async () => serve(request, reply)) : serve,
  });
}

const pack = promisify(gzip);
const GZIP_FROM_CHARACTERS = 4096;

async function send(request: FastifyRequest, reply: FastifyReply, result: Result<CallAnswer, HttpProblem>): Promise<FastifyReply> {
  if (!result.ok) return sendProblem(reply, result.problem);
  if (result.value.isLost === true) {
    reply.hijack();
    reply.raw.destroy();
    return reply;
  }
  const text = JSON.stringify(result.value.body);
  void reply.code(result.value.status).header('cache-control', 'no-store').header('vary', 'accept-encoding').type('application/json; charset=utf-8');
  if (text.length < GZIP_FROM_CHARACTERS || !takesGzip(request)) return reply.send(text);
  // The lowest level: directory rows repeat so much that more effort gains little.
  return reply.header('content-encoding', 'gzip').send(await pack(text, { level: 1 }));
}

function takesGzip({ headers }: FastifyRequest): boolean {
  const accepted = String(headers['accept-encoding'] ?? '').toLowerCase().split(',').map((one) => one.trim());
  return accepted.some((one) => /^(?:gzip|\*)(?:\s*;\s*q\s*=\s*(?!0(?:\.0+)?$).+)?$/.test(one));
}

async function answer(call: Call, context: CallContext, request: FastifyRequest): Promise<Result<CallAnswer, HttpProblem>> {
  const now = context.clock.now();
  const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const path = stringsOf(request.params);
  const terminal = call.isSigned ? await signer(call, context, request, bytes, now) : ok(null);
  if (!terminal.ok) return terminal;
  const query = readQuery(call, request);
  if (!query.ok) return query;
  const body = await readBody(call, request, bytes);
  if (!body.ok) return body;
  return call.handle({ context, terminal: terminal.value, path, query: query.value, body: body.value, now });
}

async function signer(call: Call, context: CallContext, request: FastifyRequest, body: Buffer, now: string): Promise<Result<Signer, HttpProblem>> {
  const terminal = await authenticate(context.db, { method: request.method, target: request.url, headers: request.headers, body }, now);
  const { id } = stringsOf(request.params);
  const isOwn = !call.path.startsWith('/v1/terminals/') || (terminal.ok && terminal.value.terminalId === id);
  if (terminal.ok && !isOwn) return err({ code: 'signature-invalid', detail: 'The address belongs to another terminal.' });
  return terminal;
}

function readQuery(call: Call, request: FastifyRequest): Result<Record<string, string>, HttpProblem> {
  if (call.query === null) return ok({});
  const parsed = call.query.safeParse(request.query);
  return parsed.success ? ok(stringsOf(parsed.data)) : err({ code: 'request-invalid', detail: 'A query parameter is unknown or malformed.' });
}

async function readBody(call: Call, request: FastifyRequest, bytes: Buffer): Promise<Result<unknown, HttpProblem>> {
  if (call.request === null || call.status === 501 || call.method === 'GET') return ok(undefined);
  const json = await readJsonBody({
    bytes, contentType: request.headers['content-type'], contentEncoding: request.headers['content-encoding'],
  });
  if (!json.ok) return json;
  if (hasTooManyEntries(json.value)) return err({ code: 'payload-too-large', detail: `At most ${MAX_ENTRIES_PER_POST} entries.` });
  const parsed = (call.parsedRequest ?? call.request).safeParse(json.value);
  if (parsed.success) return ok(parsed.data);
  // Only places are named: values may be personal.
  const places = parsed.error.issues.slice(0, 5).map((issue) => issue.path.join('.') || '(body)');
  return err({ code: 'request-invalid', detail: `Not as expected at: ${places.join(', ').slice(0, 500)}.` });
}

function hasTooManyEntries(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'entries' in value && Array.isArray(value.entries)
    && value.entries.length > MAX_ENTRIES_PER_POST;
}

function stringsOf(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
}
