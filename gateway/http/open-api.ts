// OpenAPI 3.1, generated from the calls the server registers.
import { createDocument, type ZodOpenApiPathItemObject, type ZodOpenApiPathsObject, type ZodOpenApiResponsesObject } from 'zod-openapi';
import { z } from 'zod';
import { gatewayProblemSchema, type GatewayProblemCode } from '#shared/contract/gateway-api.ts';
import type { CallDescription } from './call.ts';
import { problemWordings } from './problem.ts';

const methods = { GET: 'get', POST: 'post', PUT: 'put', DELETE: 'delete' } as const;

/** The document served at /openapi.json. */
export function openApiDocument(calls: readonly CallDescription[]): object {
  const paths: Record<string, ZodOpenApiPathItemObject> = {};
  for (const call of calls) paths[call.path] = { ...paths[call.path], [methods[call.method]]: operationOf(call) };
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Heyon POS gateway',
      version: '1.0.0',
      description: 'Errors are RFC 9457; the last part of `type` is stable. Signed calls carry an RFC 9421 signature (Ed25519).',
    },
    paths: paths satisfies ZodOpenApiPathsObject,
    components: {
      securitySchemes: {
        terminalSignature: {
          type: 'apiKey', in: 'header', name: 'Signature',
          description: 'RFC 9421 over @method, @path, @query (when there is one) and content-digest (when there is a body), with created, nonce and keyid = terminalId.',
        },
      },
    },
  });
}

function operationOf(call: CallDescription): NonNullable<ZodOpenApiPathItemObject['get']> {
  const names = [...call.path.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? '');
  const path = z.object(Object.fromEntries(names.map((name) => [name, z.string()])));
  const hasBody = call.request !== null && call.method !== 'GET' && call.status !== 501;
  return {
    operationId: operationIdOf(call),
    summary: call.summary,
    security: call.isSigned ? [{ terminalSignature: [] }] : [],
    requestParams: { ...(names.length > 0 && { path }), ...(call.query && { query: call.query }) },
    ...(hasBody && call.request && { requestBody: { required: true, content: { 'application/json': { schema: call.request } } } }),
    responses: responsesOf(call),
  };
}

/** What any call of its kind may be answered, whatever it is about. */
function codesOfAnyCall({ isSigned, method, status, path }: CallDescription): readonly GatewayProblemCode[] {
  // The process itself is asked, and nothing behind it.
  if (path === '/healthz') return ['internal'];
  return [
    ...(isSigned ? ['signature-invalid', 'replayed', 'terminal-unknown', 'terminal-revoked'] as const : []),
    ...(method === 'GET' || status === 501 ? [] : ['request-invalid', 'payload-too-large'] as const),
    'overloaded', 'internal',
  ];
}

/** For generators of clients: `PUT /v1/payments/{paymentId}` is `putPaymentsByPaymentId`. */
function operationIdOf({ method, path }: CallDescription): string {
  const words = path.split('/').filter((part) => part !== '' && part !== 'v1').map((part) => part.replace(/^\{(\w)(\w*)\}$/, (_all, first: string, rest: string) => `by-${first}${rest}`));
  const camel = words.join('-').replaceAll(/-(\w)/g, (_all, letter: string) => letter.toUpperCase());
  return methods[method] + camel.charAt(0).toUpperCase() + camel.slice(1);
}

function responsesOf(call: CallDescription): ZodOpenApiResponsesObject {
  const codes = new Set<GatewayProblemCode>([...call.problems, ...codesOfAnyCall(call)]);
  const byStatus = new Map<number, string[]>();
  for (const code of codes) {
    const { status, title } = problemWordings[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), `${code}: ${title}.`]);
  }
  const refusals = [...byStatus].map(([status, lines]) => [
    String(status), { description: lines.join(' '), content: { 'application/problem+json': { schema: gatewayProblemSchema } } },
  ] as const);
  const success = call.reply === null ? [] : [
    [String(call.status), { description: 'Done.', content: { 'application/json': { schema: call.reply } } }] as const,
  ];
  return Object.fromEntries([...success, ...refusals]) as ZodOpenApiResponsesObject; // keys are status codes by construction
}
