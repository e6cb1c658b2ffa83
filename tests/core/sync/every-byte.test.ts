// An answer of the feed that ends at any of its bytes, over real sockets: it counts as whole or as none.
import { generateKeyPairSync } from 'node:crypto';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectHttpGateway } from '#core/gateway-client/http-gateway.ts';
import { signRequest } from '#core/gateway-client/sign-request.ts';
import type { GatewayIdentity } from '#core/ports.ts';
import { openGateway, storeCode, type TestGateway } from '#tests/support/open-till.ts';
import { uuidIds } from '../../../electron/hosts/system-clock.ts';

let gateway: TestGateway;
let identity: GatewayIdentity;
/** What the road lets through of whatever is asked. */
let answer: Buffer = Buffer.alloc(0);
let road: Server;
beforeAll(async () => {
  gateway = await openGateway();
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const enrolled = await connectHttpGateway(gateway.url, { clock: gateway.clock, ids: uuidIds }).enrol({
    storeCode, activationCode: await gateway.activationCode(), publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
  });
  if (!enrolled.ok) throw new Error('the terminal enrols');
  identity = { terminalId: enrolled.value.terminalId, privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
  road = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (asked) => {
      if (asked.includes('\r\n\r\n')) socket.end(answer);
    });
  });
  await new Promise<void>((resolve) => { road.listen(0, '127.0.0.1', resolve); });
});
afterAll(async () => {
  await new Promise((resolve) => { road.close(resolve); });
  await gateway.close();
});

/** A page as the gateway puts it on the road. */
async function pageAsSent(limit: number): Promise<{ headers: IncomingHttpHeaders; body: Buffer }> {
  const url = `${gateway.url}/v1/changes?limit=${limit}`;
  const signed = signRequest({
    method: 'GET', url, body: null, keyId: identity.terminalId, privateKey: identity.privateKey,
    createdSeconds: Math.floor(Date.parse(gateway.clock.now()) / 1000), nonce: uuidIds.next(gateway.clock.now()),
  });
  return new Promise((resolve, reject) => {
    httpRequest(url, { headers: { ...signed, 'accept-encoding': 'gzip' } }, (reply) => {
      const parts: Buffer[] = [];
      reply.on('data', (part: Buffer) => parts.push(part));
      reply.on('end', () => resolve({ headers: reply.headers, body: Buffer.concat(parts) }));
    }).on('error', reject).end();
  });
}

/** The bytes of the whole answer, its head too. Where no length is told the end of the connection is the end. */
function onTheRoad({ headers, body }: Awaited<ReturnType<typeof pageAsSent>>, tellsLength: boolean): Buffer {
  const packing = headers['content-encoding'] === undefined ? [] : [`content-encoding: ${headers['content-encoding']}`];
  const length = tellsLength ? [`content-length: ${body.length}`] : [];
  const head = ['HTTP/1.1 200 OK', `content-type: ${headers['content-type'] ?? ''}`, ...packing, ...length, 'connection: close', '', ''];
  return Buffer.concat([Buffer.from(head.join('\r\n')), body]);
}

describe('sync/every-byte', () => {
  it.each([
    ['a plain answer that tells its length', 1, undefined, true], ['a plain answer that ends with the connection', 1, undefined, false],
    ['a packed answer that tells its length', 12, 'gzip', true], ['a packed answer that ends with the connection', 12, 'gzip', false],
  ])('[Y40] %s counts as whole or as none, whichever of its bytes is the last', async (_name, limit, packing, tellsLength) => {
    const page = await pageAsSent(limit);
    expect(page.headers['content-encoding']).toBe(packing);
    const whole = onTheRoad(page, tellsLength);
    const { port } = road.address() as AddressInfo; // an IP socket's address is never a path
    const client = connectHttpGateway(`http://127.0.0.1:${port}`, { clock: gateway.clock, ids: uuidIds });
    answer = whole;
    const right = await client.readChanges(identity, null, limit);
    expect(right).toMatchObject({ ok: true, value: { unreadable: [], changes: { length: limit } } });
    const taken: number[] = [];
    for (let bytes = 0; bytes < whole.length; bytes += 1) {
      answer = whole.subarray(0, bytes);
      const reply = await client.readChanges(identity, null, limit);
      if (reply.ok) taken.push(bytes);
      if (reply.ok) expect(reply).toEqual(right);
      else expect(reply.failure.kind).toBe('unreachable');
    }
    // Only the check sum at the end of a packed answer may be missing, where nothing says that it is.
    expect(taken.every((bytes) => packing !== undefined && !tellsLength && whole.length - bytes <= 10)).toBe(true);
  });
});
