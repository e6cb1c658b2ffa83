// Which gateway addresses may be trusted with codes and keys.

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Enrolment carries an activation code, the directory key and PIN hashes: encrypted, or not leaving this computer. */
export function isGatewayAddressSafe(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && loopback.has(hostname));
}
