// The arguments of the gateway program.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import type { Act } from './administration.ts';
import { DEFAULT_VALID_HOURS } from './terminals/activation-code.ts';

/** A code that lies about for longer is made anew. */
const MOST_VALID_HOURS = 90 * 24;

export interface GatewayArguments {
  readonly port: number;
  readonly host: string;
  /** A `postgres://` address, or the folder of an embedded database. */
  readonly database: { readonly kind: 'server'; readonly url: string } | { readonly kind: 'folder'; readonly folder: string };
  readonly seed: 'training' | 'none';
  /** End when the starting process ends. */
  readonly watchesParent: boolean;
  /** Do this and end, instead of serving; null: serve. */
  readonly act: Act | null;
}

export const usage = `usage: gateway [--port N] [--host ADDRESS] [--database postgres://…|DIR] [--seed training|none] [--parent-watch]
       gateway [--database …] --new-activation-code STORE [--valid-hours N]
       gateway [--database …] --list-terminals STORE
       gateway [--database …] --revoke-terminal T-NNNN | --readmit-terminal T-NNNN`;

/** Reads arguments; an embedded database lies in `gateway/` of the data directory unless told otherwise. */
export function readArguments(args: readonly string[], dataDir: string | undefined): Result<GatewayArguments, { code: 'usage'; detail: string }> {
  const parsed = parse(args);
  if (!parsed.ok) return parsed;
  const { port, host, database, seed, 'parent-watch': watchesParent } = parsed.value;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) return err({ code: 'usage', detail: `--port ${port} is no port` });
  if (seed !== undefined && seed !== 'training' && seed !== 'none') return err({ code: 'usage', detail: `--seed ${seed} is neither training nor none` });
  const act = actOf(parsed.value);
  if (!act.ok) return act;
  const where = databaseOf(database, dataDir);
  // A real database is never filled with training data unless asked for.
  return ok({ port: Number(port), host, database: where, seed: seed ?? (where.kind === 'server' ? 'none' : 'training'), watchesParent, act: act.value });
}

type Typed = Extract<ReturnType<typeof parse>, { ok: true }>['value'];

const usageProblem = (detail: string): Result<never, { code: 'usage'; detail: string }> => err({ code: 'usage', detail });

function actOf(typed: Typed): Result<Act | null, { code: 'usage'; detail: string }> {
  const { 'new-activation-code': codeFor, 'list-terminals': listOf, 'revoke-terminal': revoke, 'readmit-terminal': readmit, 'valid-hours': hours } = typed;
  const validHours = Number(hours ?? DEFAULT_VALID_HOURS);
  if (hours !== undefined && codeFor === undefined) return usageProblem('--valid-hours belongs to --new-activation-code');
  if (!Number.isInteger(validHours) || validHours < 1 || validHours > MOST_VALID_HOURS) return usageProblem(`--valid-hours is 1 to ${MOST_VALID_HOURS}`);
  const acts = [
    given(codeFor, (storeId): Act => ({ kind: 'new-activation-code', storeId, validHours })),
    given(listOf, (storeId): Act => ({ kind: 'list-terminals', storeId })),
    given(revoke, (terminalId): Act => ({ kind: 'revoke-terminal', terminalId })),
    given(readmit, (terminalId): Act => ({ kind: 'readmit-terminal', terminalId })),
  ].flat();
  return acts.length > 1 ? usageProblem('one act at a time') : ok(acts[0] ?? null);
}

function given(value: string | undefined, act: (value: string) => Act): readonly Act[] {
  return value === undefined ? [] : [act(value)];
}

function databaseOf(database: string | undefined, dataDir: string | undefined): GatewayArguments['database'] {
  if (database !== undefined && /^postgres(?:ql)?:\/\//.test(database)) return { kind: 'server', url: database };
  const folder = database ?? (dataDir === undefined ? '.heyon-gateway' : path.join(dataDir, 'gateway'));
  return { kind: 'folder', folder: path.resolve(folder) };
}

function parse(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '0' },
        host: { type: 'string', default: '127.0.0.1' },
        database: { type: 'string' },
        seed: { type: 'string' },
        'parent-watch': { type: 'boolean', default: false },
        'new-activation-code': { type: 'string' },
        'valid-hours': { type: 'string' },
        'list-terminals': { type: 'string' },
        'revoke-terminal': { type: 'string' },
        'readmit-terminal': { type: 'string' },
      },
    });
    return ok(values);
  } catch (cause) {
    return err({ code: 'usage', detail: cause instanceof Error ? cause.message : 'unreadable' } as const);
  }
}
