// The terminal's half of RFC 9421: signs method, path, query and body of a request with its device key.
import { createHash, sign, type KeyLike } from 'node:crypto';
import { httpbis } from 'http-message-signatures';

export interface RequestToSign {
  readonly method: string;
  /** Absolute address as it is sent. */
  readonly url: string;
  /** The bytes as they travel (compressed bytes when compressed); null for a request without a body. */
  readonly body: Uint8Array | null;
  /** The terminal's id. */
  readonly keyId: string;
  /** Ed25519: PKCS#8 PEM or a key object. */
  readonly privateKey: KeyLike;
  /** Seconds since 1970; the gateway accepts five minutes either way. */
  readonly createdSeconds: number;
  /** Never the same twice; 16 to 64 characters of base64url. */
  readonly nonce: string;
}

/** Headers to add to the request: `signature-input`, `signature` and, with a body, `content-digest`. */
export function signRequest(request: RequestToSign): Record<string, string> {
  const { method, url, body } = request;
  const headers: Record<string, string> = body === null ? {} : { 'content-digest': contentDigest(body) };
  const fields = [
    '@method', '@path', ...(new URL(url).search === '' ? [] : ['@query']), ...(body === null ? [] : ['content-digest']),
  ];
  const parameters = `(${fields.map((field) => `"${field}"`).join(' ')});created=${request.createdSeconds}`
    + `;nonce="${request.nonce}";keyid="${request.keyId}";alg="ed25519"`;
  const components = httpbis.createSignatureBase({ fields }, { method, url, headers });
  const base = httpbis.formatSignatureBase([...components, ['"@signature-params"', [parameters]]]);
  const signature = sign(null, Buffer.from(base, 'utf8'), request.privateKey);
  return { ...headers, 'signature-input': `sig=${parameters}`, signature: `sig=:${signature.toString('base64')}:` };
}

/** RFC 9530 with SHA-256. */
function contentDigest(body: Uint8Array): string {
  return `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
}
