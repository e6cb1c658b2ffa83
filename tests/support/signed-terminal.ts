// A terminal reduced to its requests: enrols, signs and keeps a journal, for tests of the gateway.
import { createHash, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { signRequest } from '#core/gateway-client/sign-request.ts';
import type { GatewayDb } from '#gateway/store/gateway-db.ts';
import { hashActivationCode, readIdentity } from '#gateway/store/gateway-identity.ts';
import { insertActivationCode } from '#gateway/terminals/activation-code-repository.ts';
import { GENESIS_HASH, hashEntry, type JournalEntry, type JsonObject } from '#shared/domain/journal-chain.ts';
import { undescribedAnswer } from './described-answers.ts';
import { dateSchema, terminalIdSchema } from '#shared/contract/values.ts';

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly headers: Headers;
  readonly text: string;
  // Tests look into it freely; what they expect is compared as a whole.
  readonly body: Record<string, unknown>;
}

export interface SendOptions {
  readonly method?: string;
  readonly body?: unknown;
  readonly isGzip?: boolean;
  readonly nonce?: string;
  readonly createdSeconds?: number;
  readonly keyId?: string;
  readonly privateKey?: KeyObject;
  /** Changes what is sent after it was signed. */
  readonly spoil?: (request: { headers: Record<string, string>; body: Uint8Array | null }) => { headers: Record<string, string>; body: Uint8Array | null };
}

export const sha256Hex = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** A key as it goes into an enrolment. */
export function newKey(): { readonly privateKey: KeyObject; readonly publicKey: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { privateKey, publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64') };
}

/** Sends JSON (or exact bytes) without a signature. */
export async function send(url: string, method: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const bytes = body === undefined ? null : body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body), 'utf8');
  const response = await fetch(url, { method, headers: { ...(bytes && { 'content-type': 'application/json' }), ...headers }, body: bytes && new Uint8Array(bytes) });
  return readAnswer(method, response);
}

/** An answer that the published description does not know is a defect, whatever the test is about. */
async function readAnswer(method: string, response: Response): Promise<Answer> {
  const text = await response.text();
  const type = response.headers.get('content-type')?.split(';')[0] ?? '';
  const body = type.endsWith('json') ? JSON.parse(text) as Record<string, unknown> : {}; // an object in every JSON answer of the interface
  const undescribed = undescribedAnswer(method, response.url, { status: response.status, type, body });
  if (undescribed !== null) throw new Error(undescribed);
  return { status: response.status, type, headers: response.headers, text, body };
}

/** Puts a fresh activation code into the database, as the carrier's staff would. */
export async function freshCode(db: GatewayDb, storeId = 'SZ-001'): Promise<string> {
  const code = `CODE-${randomBytes(6).toString('hex')}`;
  const { codeSecret } = await readIdentity(db);
  await insertActivationCode(db, storeId, hashActivationCode(codeSecret, storeId, code));
  return code;
}

/** Enrols a new terminal of the training store. */
export async function enrolNew(url: string, db: GatewayDb, now: () => string): Promise<SignedTerminal> {
  const { privateKey, publicKey } = newKey();
  const answer = await send(`${url}/v1/terminals`, 'POST', { storeCode: 'SZ-001', activationCode: await freshCode(db), publicKey });
  if (answer.status !== 201) throw new Error(`enrolment failed: ${answer.text}`);
  return new SignedTerminal(url, String(answer.body['terminalId']), privateKey, now);
}

export class SignedTerminal {
  readonly url: string;
  readonly id: string;
  readonly privateKey: KeyObject;
  readonly #now: () => string;
  readonly journal: JournalEntry[] = [];

  constructor(url: string, id: string, privateKey: KeyObject, now: () => string) {
    this.url = url;
    this.id = id;
    this.privateKey = privateKey;
    this.#now = now;
  }

  /** Sends a signed request to a path; to another address when the gateway moved. */
  async send(path: string, options: SendOptions = {}, url = this.url): Promise<Answer> {
    const method = options.method ?? (options.body === undefined ? 'GET' : 'POST');
    const body = bytesOf(options);
    const signed = signRequest({
      privateKey: this.privateKey, keyId: this.id, createdSeconds: Math.floor(Date.parse(this.#now()) / 1000), nonce: randomBytes(16).toString('base64url'),
      ...given(options), method, url: url + path, body,
    });
    const headers = {
      ...signed, ...(body && { 'content-type': 'application/json' }), ...(options.isGzip === true && { 'content-encoding': 'gzip' }),
    };
    const request = options.spoil?.({ headers, body }) ?? { headers, body };
    return readAnswer(method, await fetch(url + path, { method, headers: request.headers, body: request.body && new Uint8Array(request.body) }));
  }

  /** Adds an entry to the terminal's own journal and answers it. */
  record(type: string, payload: JsonObject, day: { at?: string; businessDate?: string } = {}): JournalEntry {
    const previous = this.journal.at(-1);
    const entry = sealEntry({
      terminalId: terminalIdSchema.parse(this.id), seq: (previous?.seq ?? 0) + 1, type, at: day.at ?? this.#now(),
      businessDate: dateSchema.parse(day.businessDate ?? '2026-03-10'), payload, prevHash: previous?.hash ?? GENESIS_HASH,
    });
    this.journal.push(entry);
    return entry;
  }

  async post(entries: readonly JournalEntry[] = this.journal, options: SendOptions = {}): Promise<Answer> {
    return this.send(`/v1/terminals/${this.id}/journal`, { ...options, body: { entries } });
  }

  /** Everything the feed holds for this terminal, read to the end. */
  async readFeed(cursor = '', limit = 2000): Promise<{ changes: { kind: string; id: string; version: number; data: Record<string, unknown> | null }[]; cursor: string }> {
    const changes: { kind: string; id: string; version: number; data: Record<string, unknown> | null }[] = [];
    let position = cursor;
    for (;;) {
      const { body } = await this.send(`/v1/changes?cursor=${position}&limit=${limit}`);
      const page = body as { changes: typeof changes; cursor: string; more: boolean }; // checked against the contract in its own test
      changes.push(...page.changes);
      position = page.cursor;
      if (!page.more) return { changes, cursor: position };
    }
  }
}

function given({ privateKey, keyId, createdSeconds, nonce }: SendOptions): Partial<Pick<SendOptions, 'privateKey' | 'keyId' | 'createdSeconds' | 'nonce'>> {
  return {
    ...(privateKey && { privateKey }), ...(keyId !== undefined && { keyId }), ...(createdSeconds !== undefined && { createdSeconds }), ...(nonce !== undefined && { nonce }),
  };
}

function bytesOf({ body, isGzip }: SendOptions): Uint8Array | null {
  if (body === undefined) return null;
  const plain = body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body), 'utf8');
  return isGzip === true ? gzipSync(plain) : plain;
}

/** Computes the hash of an entry. */
export function sealEntry(entry: Omit<JournalEntry, 'hash'>): JournalEntry {
  return { ...entry, hash: hashEntry(entry, sha256Hex) };
}
