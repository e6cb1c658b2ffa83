// The published description as a judge: each answer the gateway gives in a test must be one that it describes.
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { calls } from '#gateway/http/calls.ts';
import { openApiDocument } from '#gateway/http/open-api.ts';

interface Parameter { readonly name: string; readonly in: 'query' | 'path'; readonly required?: boolean; readonly schema: object }
interface Operation {
  readonly requestBody?: { readonly content: Record<string, { readonly schema: object }> };
  readonly parameters?: readonly Parameter[];
  readonly responses: Record<string, { readonly content: Record<string, { readonly schema: object }> }>;
}
interface Description { readonly paths: Record<string, Record<string, Operation>>; readonly components: object }

// Made by the generator from the calls' own schemas; the linter has looked at its form.
const description = openApiDocument(calls) as Description;
const judge = new Ajv2020({ strict: false, allErrors: true });
formats.default(judge);
judge.addSchema({ $id: 'description', components: description.components });
const compiled = new Map<object, ValidateFunction>();

function isLike(schema: object, value: unknown): string | null {
  const check = compiled.get(schema) ?? judge.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"description#/components/')) as object);
  compiled.set(schema, check);
  return check(value) ? null : judge.errorsText(check.errors);
}

function operationOf(method: string, path: string): { readonly name: string; readonly operation: Operation } | null {
  const found = Object.entries(description.paths).find(([template]) => new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path));
  const operation = found?.[1][method.toLowerCase()];
  return found === undefined || operation === undefined ? null : { name: `${method} ${found[0]}`, operation };
}

/** What an answer has that the description does not say; null: it is as described, or to a call that is not part of the interface. */
export function undescribedAnswer(method: string, target: string, answer: { readonly status: number; readonly type: string; readonly body: unknown }): string | null {
  const found = operationOf(method, new URL(target, 'http://gateway.example').pathname);
  if (found === null) return null;
  const response = found.operation.responses[String(answer.status)];
  if (response === undefined) return `${found.name} answers ${answer.status}, which is not described`;
  const content = response.content[answer.type];
  if (content === undefined) return `${found.name} answers ${answer.status} as ${answer.type}, which is not described`;
  const wrong = isLike(content.schema, answer.body);
  return wrong === null ? null : `${found.name} answers ${answer.status}: ${wrong}`;
}

/** What a client's request has that the description does not say; null: it is as described. */
export function undescribedRequest(method: string, target: string, body: unknown): string | null {
  const url = new URL(target, 'http://gateway.example');
  const found = operationOf(method, url.pathname);
  if (found === null) return `${method} ${url.pathname} is not described`;
  const { requestBody, parameters = [] } = found.operation;
  const inQuery = wrongInQuery(url.searchParams, parameters.filter((one) => one.in === 'query'));
  if (inQuery !== null) return `${found.name}: ${inQuery}`;
  if (requestBody === undefined) return body === undefined ? null : `${found.name} takes no body`;
  const wrong = isLike(requestBody.content['application/json']?.schema ?? {}, body);
  return wrong === null ? null : `${found.name}: ${wrong}`;
}

function wrongInQuery(sent: URLSearchParams, known: readonly Parameter[]): string | null {
  const strange = [...sent.keys()].find((name) => !known.some((one) => one.name === name));
  if (strange !== undefined) return `no parameter ${strange}`;
  for (const { name, required, schema } of known) {
    const wrong = sent.has(name) ? isLike(schema, sent.get(name)) : required === true ? 'missing' : null;
    if (wrong !== null) return `${name}: ${wrong}`;
  }
  return null;
}
