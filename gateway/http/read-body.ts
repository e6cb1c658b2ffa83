// Request bodies: bytes as they travelled, unpacked within bounds, then JSON.
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { MAX_BODY_BYTES } from '#shared/contract/gateway-api.ts';
import type { HttpProblem } from './problem.ts';

const unzip = promisify(gunzip);

export interface RawBody {
  readonly bytes: Buffer;
  readonly contentType: string | undefined;
  readonly contentEncoding: string | undefined;
}

/** Parses a JSON body, plain or gzip. What would unpack to more than the limit is refused without unpacking it all. */
export async function readJsonBody(body: RawBody): Promise<Result<unknown, HttpProblem>> {
  if (!/^application\/json\s*(?:;|$)/i.test(body.contentType ?? '')) {
    return err({ code: 'request-invalid', detail: 'The content type must be application/json.' });
  }
  const plain = await unpack(body);
  if (!plain.ok) return plain;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(plain.value);
    return ok(JSON.parse(text) as unknown);
  } catch {
    return err({ code: 'request-invalid', detail: 'The body is not JSON in UTF-8.' });
  }
}

async function unpack(body: RawBody): Promise<Result<Buffer, HttpProblem>> {
  const encoding = body.contentEncoding?.trim().toLowerCase() ?? 'identity';
  if (encoding === 'identity') return ok(body.bytes);
  if (encoding !== 'gzip') return err({ code: 'request-invalid', detail: 'The content encoding must be gzip or none.' });
  try {
    return ok(await unzip(body.bytes, { maxOutputLength: MAX_BODY_BYTES }));
  } catch (cause) {
    const isTooLarge = cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE';
    return err(isTooLarge ? { code: 'payload-too-large' } : { code: 'request-invalid', detail: 'The body is not gzip.' });
  }
}
