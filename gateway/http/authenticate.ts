// Who sends a request: checks its RFC 9421 signature, its age and that it was never sent before.
import { createHash, timingSafeEqual, verify } from 'node:crypto';
import { httpbis } from 'http-message-signatures';
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { secondsOf } from '../ports.ts';
import type { SqlRunner } from '../store/gateway-db.ts';
import { readPublicKey } from '../terminals/ed25519-key.ts';
import { findTerminal, type TerminalRow } from '../terminals/terminal-repository.ts';
import type { HttpProblem } from './problem.ts';

/** How far a request's `created` may lie from our time, either way. */
export const MAX_SKEW_SECONDS = 300;

export interface SignedRequest {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

interface Claims { readonly keyId: string; readonly createdSeconds: number; readonly nonce: string }

/** A terminal whose signature was believed. */
export interface Signer extends TerminalRow {
  /** Signed by the key before the present one, within its overlap. */
  readonly isByPreviousKey: boolean;
}

/** The enrolled terminal that signed the request. Nonces are remembered only for signatures that are right. */
export async function authenticate(db: SqlRunner, request: SignedRequest, now: string): Promise<Result<Signer, HttpProblem>> {
  const claims = readClaims(request);
  if (!claims.ok) return claims;
  const { keyId, createdSeconds, nonce } = claims.value;
  const terminal = await findTerminal(db, keyId);
  if (terminal === null) return err({ code: 'terminal-unknown' });
  if (!isBodyDigestRight(request)) return refused('The content digest does not fit the body.');
  const isByPresentKey = await isSignatureRight(request, terminal.publicKey);
  if (!isByPresentKey && !(await isPreviousKeyRight(request, terminal, now))) return refused('The signature does not fit.');
  if (terminal.status === 'revoked') return err({ code: 'terminal-revoked' });
  const nowSeconds = secondsOf(now);
  if (Math.abs(nowSeconds - createdSeconds) > MAX_SKEW_SECONDS) return refused('The request is too old or from the future.');
  return (await rememberNonce(db, keyId, nonce, createdSeconds, nowSeconds)) ? ok({ ...terminal, isByPreviousKey: !isByPresentKey }) : err({ code: 'replayed' });
}

function refused(detail: string): Result<never, HttpProblem> {
  return err({ code: 'signature-invalid', detail });
}

const parametersPattern = /^[\w-]{1,32}=\(((?:"[@a-z-]+" ?)+)\)((?:;[a-z]+=(?:\d+|"[\w.-]*"))+)$/;

/**
 * Reads the one signature a request must carry. Only plain component names are understood: parameters on components
 * could make a name look covered that is not.
 */
function readClaims(request: SignedRequest): Result<Claims, HttpProblem> {
  const input = request.headers['signature-input'];
  const found = typeof input === 'string' ? parametersPattern.exec(input) : null;
  if (found === null) return refused('There must be exactly one signature, over plain components.');
  const [, components = '', parameters = ''] = found;
  const covered = new Set(components.split(' ').map((name) => name.replaceAll('"', '')));
  const required = componentsOf(request);
  if (!required.every((name) => covered.has(name))) return refused(`The signature must cover ${required.join(', ')}.`);
  return claimsOf(new Map([...parameters.matchAll(/;([a-z]+)=(?:"([^"]*)"|(\d+))/g)].map((one) => [one[1] ?? '', one[2] ?? one[3] ?? ''])));
}

function componentsOf({ target, body }: SignedRequest): readonly string[] {
  return ['@method', '@path', ...(target.includes('?') ? ['@query'] : []), ...(body.length > 0 ? ['content-digest'] : [])];
}

function claimsOf(parameters: ReadonlyMap<string, string>): Result<Claims, HttpProblem> {
  const keyId = parameters.get('keyid') ?? '';
  const nonce = parameters.get('nonce') ?? '';
  const createdSeconds = Number(parameters.get('created') ?? Number.NaN);
  if (keyId === '' || !Number.isSafeInteger(createdSeconds)) return refused('created and keyid must be given.');
  if (nonce.length < 16 || nonce.length > 64) return refused('The nonce must have 16 to 64 characters.');
  return ok({ keyId, nonce, createdSeconds });
}

function isBodyDigestRight({ headers, body }: SignedRequest): boolean {
  if (body.length === 0) return true;
  const header = headers['content-digest'];
  const stated = typeof header === 'string' ? /^sha-256=:([A-Za-z0-9+/]{43}=):$/.exec(header)?.[1] : undefined;
  if (stated === undefined) return false;
  return timingSafeEqual(Buffer.from(stated, 'base64'), createHash('sha256').update(body).digest());
}

async function isPreviousKeyRight(request: SignedRequest, { previousPublicKey, previousUntil }: TerminalRow, now: string): Promise<boolean> {
  return previousPublicKey !== null && previousUntil !== null && now <= previousUntil && isSignatureRight(request, previousPublicKey);
}

async function isSignatureRight(request: SignedRequest, publicKey: string): Promise<boolean> {
  const key = readPublicKey(publicKey);
  const message = {
    method: request.method,
    // Only path and query are covered: a gateway behind a proxy does not know by which name it was called.
    url: new URL(request.target, 'http://gateway.invalid'),
    headers: plainHeaders(request.headers),
  };
  try {
    const isRight = await httpbis.verifyMessage({
      // The age is checked against our own clock, not by the library against the machine's.
      notAfter: Number.MAX_SAFE_INTEGER,
      keyLookup: async () => ({ algs: ['ed25519'], verify: async (data, signature) => verify(null, data, key, signature) }),
    }, message);
    return isRight === true;
  } catch {
    // The library throws for malformed headers; they are the sender's fault.
    return false;
  }
}

function plainHeaders(headers: SignedRequest['headers']): Record<string, string> {
  const wanted = ['signature', 'signature-input', 'content-digest'].flatMap((name) => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return Object.fromEntries(wanted);
}

/** False when the nonce was seen within the window in which its request would still be believed. */
async function rememberNonce(db: SqlRunner, terminalId: string, nonce: string, createdSeconds: number, nowSeconds: number): Promise<boolean> {
  await db.query('DELETE FROM nonces WHERE created_seconds < $1::bigint', [nowSeconds - 2 * MAX_SKEW_SECONDS]);
  const rows = await db.query(
    `INSERT INTO nonces (terminal_id, nonce, created_seconds) VALUES ($1, $2, $3::bigint) ON CONFLICT DO NOTHING RETURNING nonce`,
    [terminalId, nonce, createdSeconds],
  );
  return rows.length === 1;
}
