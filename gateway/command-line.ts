// The arguments of the gateway program.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { err, ok, type Result } from '#shared/domain/base/result.ts';

export interface GatewayArguments {
  readonly port: number;
  readonly host: string;
  /** A `postgres://` address, or the folder of an embedded database. */
  readonly database: { readonly kind: 'server'; readonly url: string } | { readonly kind: 'folder'; readonly folder: string };
  readonly seed: 'training' | 'none';
  /** End when the starting process ends. */
  readonly watchesParent: boolean;
}

export const usage = 'usage: gateway [--port N] [--host ADDRESS] [--database postgres://…|DIR] [--seed training|none] [--parent-watch]';

/** Reads arguments; an embedded database lies in `gateway/` of the data directory unless told otherwise. */
export function readArguments(args: readonly string[], dataDir: string | undefined): Result<GatewayArguments, { code: 'usage'; detail: string }> {
  const parsed = parse(args);
  if (!parsed.ok) return parsed;
  const { port, host, database, seed, 'parent-watch': watchesParent } = parsed.value;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) return err({ code: 'usage', detail: `--port ${port} is no port` });
  if (seed !== undefined && seed !== 'training' && seed !== 'none') return err({ code: 'usage', detail: `--seed ${seed} is neither training nor none` });
  const where = databaseOf(database, dataDir);
  // A real database is never filled with training data unless asked for.
  return ok({ port: Number(port), host, database: where, seed: seed ?? (where.kind === 'server' ? 'none' : 'training'), watchesParent });
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
      },
    });
    return ok(values);
  } catch (cause) {
    return err({ code: 'usage', detail: cause instanceof Error ? cause.message : 'unreadable' } as const);
  }
}
