// Keeps what the documents list in tables level with the code, and their links alive.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { gatewayProblemCodes } from '#shared/contract/gateway-api.ts';
import { approvedOperations } from '#shared/domain/approval.ts';
import { calls } from '#gateway/http/calls.ts';
import { trainingConfig, trainingStaff } from '#gateway/training/store-and-plans.ts';

const root = path.join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const rowsOf = (file: string): readonly string[] => read(file).split('\n').filter((line) => line.startsWith('|'));

/** Members by their path; a list and the rules of approvals are one member each. */
function members(value: object, before = ''): readonly { name: string; value: unknown }[] {
  return Object.entries(value).flatMap(([key, one]: [string, unknown]) => {
    const name = `${before}${key}`;
    return typeof one === 'object' && one !== null && !Array.isArray(one) && key !== 'approvals' ? members(one, `${name}.`) : [{ name, value: one }];
  });
}

/** What the training store says for itself has no default. */
const required = ['idleLockSeconds', 'identityPolicy.mode', 'identityPolicy.limitFen', 'stageDays.graceDays', 'stageDays.suspendedDays', 'offlineRowMaxAgeHours', 'pollSeconds', 'receiptLocale', 'invoiceUrl'];

describe('documents', () => {
  it('docs/operations.md lists every member of the configuration with its default', () => {
    const rows = rowsOf('docs/operations.md');
    const unlike = members(trainingConfig).filter(({ name, value }) => {
      if (name === 'approvals' || name === 'payments.walletCodes') return !read('docs/operations.md').includes(`\`${name}\``);
      const said = rows.find((row) => row.startsWith(`| \`${name}\` |`))?.split('|')[2]?.trim();
      const expected = [value].flat().map((one) => `\`${String(one)}\``).join(', ');
      return said !== (required.includes(name) ? '' : expected);
    });
    expect(unlike).toEqual([]);
  });

  it('docs/operations.md says of every act whether it needs a second person', () => {
    const rows = rowsOf('docs/operations.md');
    const unlike = approvedOperations.filter((operation) => {
      const { need, exemptsManagers } = trainingConfig.approvals[operation];
      const word = need === 'always' && exemptsManagers ? 'clerks' : need;
      return !rows.some((row) => row.split('|')[1]?.includes(`\`${operation}\``) === true && row.split('|')[2]?.trim() === `\`${word}\``);
    });
    expect(unlike).toEqual([]);
  });

  it('docs/gateway-api.md lists every call and every refusal, and no other call', () => {
    const rows = rowsOf('docs/gateway-api.md').join('\n');
    const listed = [...rows.matchAll(/`(GET|PUT|POST|DELETE) (\/[^`?]+)(?:\?[^`]*)?`/g)].map((match) => `${match[1] ?? ''} ${match[2] ?? ''}`);
    // Describes the others, so it is none of them.
    const served = [...calls.map(({ method, path: address }) => `${method} ${address}`), 'GET /openapi.json'];
    expect([...new Set(listed)].toSorted()).toEqual(served.toSorted());
    expect(gatewayProblemCodes.filter((code) => !rows.includes(`\`${code}\``))).toEqual([]);
  });

  it('docs/training-data.md names everybody with their PIN', () => {
    const rows = rowsOf('docs/training-data.md');
    expect(trainingStaff.filter(({ staffId, pin }) => !rows.some((row) => row.startsWith(`| ${staffId} | ${pin} |`)))).toEqual([]);
  });

  it('no link in a document leads nowhere', () => {
    const documents = ['README.md', ...readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)];
    const dead = documents.flatMap((document) => [...read(document).matchAll(/\]\(([^)#:]*)(?:#([^)]+))?\)/g)].flatMap(([, file = '', anchor]) => {
      const target = file === '' ? document : path.join(path.dirname(document), file);
      if (!existsSync(path.join(root, target))) return [`${document}: ${file}`];
      const heads = anchor === undefined ? [] : [...read(target).matchAll(/^#+ (.+)$/gm)].map((match) => (match[1] ?? '').toLowerCase().replaceAll(/[^\p{L}\p{N} -]/gu, '').replaceAll(' ', '-'));
      return anchor === undefined || heads.includes(anchor) ? [] : [`${document}: ${file}#${anchor}`];
    }));
    expect(dead).toEqual([]);
  });
});
