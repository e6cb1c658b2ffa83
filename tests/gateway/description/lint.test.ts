// The published description, looked at by a linter that others use.
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { describe, expect, it } from 'vitest';
import { calls } from '#gateway/http/calls.ts';
import { openApiDocument } from '#gateway/http/open-api.ts';

const notOurs = {
  // Served by each carrier under a name of its own; no licence is given away with it.
  'no-empty-servers': 'off', 'info-license': 'off',
} as const;

const callsWithoutBoth = calls.filter((one) => one.status === 501 || !one.path.startsWith('/v1/')).map((one) => `#/paths/${one.path.replaceAll('/', '~1')}`);

describe('openapi.json', () => {
  it('[G52] passes the recommended rules of an OpenAPI linter, with nothing but its servers and licence left open', async () => {
    const config = await createConfig({ extends: ['recommended'], rules: notOurs });
    const found = await lintFromString({ source: JSON.stringify(openApiDocument(calls)), absoluteRef: 'openapi.json', config });
    // A call of a later version has only its refusal; whoever asks whether the process is alive asks for nothing that could be wrong.
    const isKnown = ({ ruleId, location }: (typeof found)[number]): boolean => /^operation-[24]xx-response$/.test(ruleId) && callsWithoutBoth.some((one) => location[0]?.pointer?.startsWith(one) === true);
    expect(found.filter((one) => !isKnown(one)).map(({ ruleId, severity, message, location }) => `${severity} ${ruleId}: ${message} at ${location[0]?.pointer ?? ''}`)).toEqual([]);
  });

  it('[G52] the linter finds what is planted', async () => {
    const config = await createConfig({ extends: ['recommended'], rules: notOurs });
    const [first] = calls;
    const found = await lintFromString({ source: JSON.stringify(openApiDocument([{ ...first!, path: '/v1/twice/{id}', summary: '' }])).replace('"name":"id"', '"name":"other"'), absoluteRef: 'openapi.json', config });
    // A call of a later version has only its refusal; whoever asks whether the process is alive asks for nothing that could be wrong.
    const isKnown = ({ ruleId, location }: (typeof found)[number]): boolean => /^operation-[24]xx-response$/.test(ruleId) && callsWithoutBoth.some((one) => location[0]?.pointer?.startsWith(one) === true);
    expect(found.filter((one) => !isKnown(one)).map(({ ruleId }) => ruleId)).toContain('path-parameters-defined');
  });
});
