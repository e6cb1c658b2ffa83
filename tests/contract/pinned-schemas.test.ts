// What scripts, auditors and other gateways read must not change unnoticed.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import canonicalize from 'canonicalize';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import * as gatewayApi from '#shared/contract/gateway-api.ts';
import { journalEntrySchema, journalPayloads } from '#shared/contract/journal-entries.ts';
import { problemParameters } from '#shared/contract/problems.ts';
import { tillApi } from '#shared/contract/till-api.ts';
import { API_VERSION, JOURNAL_VERSION, versionHistory } from '#shared/contract/versions.ts';

const pinFile = join(import.meta.dirname, 'pinned-schemas.json');

const hint = `A schema that outsiders read has changed. Only add to it, never alter what is there. Say what changed in
shared/contract/versions.ts, then write the new pins: PIN_SCHEMAS=1 npx vitest run tests/contract/pinned-schemas.test.ts`;

function sha256(value: unknown): string {
  return createHash('sha256').update(String(canonicalize(value))).digest('hex').slice(0, 16);
}

function hashOf(schema: z.ZodType): string {
  return sha256({
    input: z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
    output: z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }),
  });
}

function hashesOf(schemas: Readonly<Record<string, unknown>>): Record<string, string> {
  const entries = Object.entries(schemas).flatMap(([name, schema]) => (schema instanceof z.ZodType ? [[name, hashOf(schema)] as const] : []));
  return Object.fromEntries(entries);
}

function hashesOfTill(): Record<string, string> {
  return Object.fromEntries(Object.entries(tillApi).map(([channel, { kind, access, host, request, reply, problems }]) =>
    [channel, sha256({ kind, access, host, problems, request: hashOf(request), reply: hashOf(reply) })]));
}

describe('contract/versions', () => {
  it('[CT3] pins the journal, the gateway and the till', () => {
    const actual = {
      journalVersion: JOURNAL_VERSION,
      apiVersion: API_VERSION,
      journal: { ...hashesOf(journalPayloads), journalEntry: hashOf(journalEntrySchema) },
      gateway: { ...hashesOf(gatewayApi), problemCodes: sha256(gatewayApi.gatewayProblemCodes) },
      problems: sha256(hashesOf(problemParameters)),
      till: hashesOfTill(),
    };
    // Only by hand, after the history of versions was extended.
    if (process.env['PIN_SCHEMAS'] === '1') writeFileSync(pinFile, `${JSON.stringify(actual, null, 2)}\n`);
    expect(actual, hint).toEqual(JSON.parse(readFileSync(pinFile, 'utf8')));
  });

  it('[CT3] ends its history with the versions in force', () => {
    const last = versionHistory.at(-1);
    expect({ journal: last?.journal, api: last?.api }).toEqual({ journal: JOURNAL_VERSION, api: API_VERSION });
  });
});
