// A real HTTP proxy between till and gateway that loses, repeats, cuts, delays and falsifies what passes through it.
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

interface PassedReply {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: Buffer;
}

interface Fault {
  readonly path: RegExp;
  left: number;
  readonly act: (pass: () => Promise<PassedReply>, response: ServerResponse) => Promise<void>;
}

/** Paths a fault may be limited to. */
export const journalPath = /\/journal$/;
export const changesPath = /\/v1\/changes/;
export const anyPath = /./;

export interface FaultProxy {
  readonly url: string;
  /** Every request that arrived, e.g. `POST /v1/terminals/T-0001/journal`. */
  readonly seen: string[];
  /** The most requests that were under way at the same time. */
  peakUnderWay(): number;
  /** The gateway does what it is asked, its answer never arrives. */
  dropNextReply(path?: RegExp): void;
  /** The gateway is never reached, `count` times: an answer with this status comes instead. */
  failNext(count: number, status: number, answer?: { readonly code?: string; readonly headers?: Record<string, string>; readonly path?: RegExp }): void;
  /** The next request reaches the gateway twice; the till gets the second answer. */
  duplicateNext(path?: RegExp): void;
  /** The next request is lost on its way. */
  dropNextRequest(path?: RegExp): void;
  /** The next request and its answer take so much longer, in real time. */
  delayNext(delayMs: number, path?: RegExp): void;
  /**
   * The next request gets lost for whoever sent it, but reaches the gateway when it is let go: after younger ones. The
   * answer is the gateway's status; 0 when no such request came.
   */
  deliverLate(path?: RegExp): () => Promise<number>;
  /** The next requests are taken and never answered; their connections stay open until the other side gives up. */
  halfOpen(count: number, path?: RegExp): void;
  /** The next answer arrives byte by byte, a pause before each: whole only for who waits for all of it. */
  slowBody(pauseMs: number, path?: RegExp): void;
  /** Loses `lost` requests, passes `passed`, and so on, until mended. */
  flap(lost: number, passed: number): void;
  /** Every answer tells a time that is so much off, in milliseconds; 0: the right one. */
  skewClock(offMs: number): void;
  /** The next answer ends after so many bytes of its body. */
  cutAfter(bytes: number, path?: RegExp): void;
  /** Every request is answered by a page of somebody else, until switched off. */
  html200(isOn: boolean): void;
  /** The next request reaches the gateway only when the promise resolves. */
  holdUntil(released: Promise<void>, path?: RegExp): void;
  /** Forgets every fault that has not struck yet. */
  mend(): void;
  /** No connection is taken, as with a pulled cable. */
  goDown(): void;
  comeBack(): void;
  close(): Promise<void>;
}

/** Listens on a free port of the loopback and passes everything on to `target`. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const faults: Fault[] = [];
  const seen: string[] = [];
  const state = { isDown: false, isPortal: false, underWay: 0, peak: 0, offMs: 0, flapping: null as Flapping | null };
  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = incoming.url ?? '/';
    seen.push(`${incoming.method ?? ''} ${url}`);
    const body = await readAll(incoming);
    if (state.isDown) return void response.destroy();
    if (state.isPortal) return sendPage(response);
    if (isLostByFlapping(state.flapping)) return void response.destroy();
    const pass = async (): Promise<PassedReply> => skewed(await passOn(target, incoming, url, body), state.offMs);
    const fault = faults.find((one) => one.left > 0 && one.path.test(url));
    if (fault === undefined) return send(response, await pass());
    fault.left -= 1;
    await fault.act(pass, response);
  };
  const server = createServer((incoming, response) => {
    // Only the gateway tells the time.
    response.sendDate = false;
    state.underWay += 1;
    state.peak = Math.max(state.peak, state.underWay);
    serve(incoming, response).catch(() => response.destroy()).finally(() => {
      state.underWay -= 1;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // An IP socket's address is never a path.
  const { port } = server.address() as AddressInfo;
  const add = (path: RegExp, left: number, act: Fault['act']): void => void faults.push({ path, left, act });
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    peakUnderWay: () => state.peak,
    dropNextReply: (path = anyPath) => add(path, 1, async (pass, response) => {
      await pass();
      response.destroy();
    }),
    ...lossesAndDelays(add),
    flap: (lost, passed) => {
      state.flapping = { lost, passed, seen: 0 };
    },
    skewClock: (offMs) => {
      state.offMs = offMs;
    },
    failNext: (count, status, { code, headers = {}, path = anyPath } = {}) => add(path, count, async (_pass, response) => {
      const type = code === undefined ? 'text/html' : 'application/problem+json';
      const text = code === undefined ? '<html>error</html>' : JSON.stringify({ type: `urn:heyon-pos:problem:${code}`, status });
      response.writeHead(status, { 'content-type': type, ...headers }).end(text);
    }),
    duplicateNext: (path = anyPath) => add(path, 1, async (pass, response) => {
      await pass();
      send(response, await pass());
    }),
    cutAfter: (bytes, path = anyPath) => add(path, 1, async (pass, response) => {
      const reply = await pass();
      response.writeHead(reply.status, reply.headers);
      response.write(reply.body.subarray(0, bytes), () => response.destroy());
    }),
    html200: (isOn) => {
      state.isPortal = isOn;
    },
    holdUntil: (released, path = anyPath) => add(path, 1, async (pass, response) => {
      await released;
      send(response, await pass());
    }),
    mend: () => {
      faults.length = 0;
      state.flapping = null;
    },
    goDown: () => {
      state.isDown = true;
      server.closeAllConnections();
    },
    comeBack: () => {
      state.isDown = false;
    },
    close: () => new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

type AddFault = (path: RegExp, left: number, act: Fault['act']) => void;

function lossesAndDelays(add: AddFault): Pick<FaultProxy, 'dropNextRequest' | 'delayNext' | 'deliverLate' | 'halfOpen' | 'slowBody'> {
  return {
    dropNextRequest: (path = anyPath) => add(path, 1, async (_pass, response) => void response.destroy()),
    delayNext: (delayMs, path = anyPath) => add(path, 1, async (pass, response) => {
      await pause(delayMs / 2);
      const reply = await pass();
      await pause(delayMs / 2);
      send(response, reply);
    }),
    deliverLate: (path = anyPath) => {
      let held: (() => Promise<PassedReply>) | null = null;
      add(path, 1, async (pass, response) => {
        held = pass;
        response.destroy();
      });
      return async () => (held === null ? 0 : (await held()).status);
    },
    halfOpen: (count, path = anyPath) => add(path, count, (_pass, response) => new Promise((resolve) => response.once('close', resolve))),
    slowBody: (pauseMs, path = anyPath) => add(path, 1, async (pass, response) => {
      const reply = await pass();
      response.writeHead(reply.status, headersOf(reply));
      for (const byte of reply.body) {
        if (response.destroyed) return;
        response.write(Buffer.of(byte));
        await pause(pauseMs);
      }
      response.end();
    }),
  };
}

interface Flapping {
  readonly lost: number;
  readonly passed: number;
  seen: number;
}

function isLostByFlapping(flapping: Flapping | null): boolean {
  if (flapping === null) return false;
  const turn = flapping.seen % (flapping.lost + flapping.passed);
  flapping.seen += 1;
  return turn < flapping.lost;
}

/** The same answer of a gateway whose clock is off. */
function skewed(reply: PassedReply, offMs: number): PassedReply {
  if (offMs === 0) return reply;
  const shift = (at: string): string => new Date(Date.parse(at) + offMs).toISOString();
  const body = reply.body.toString('utf8').replace(/"serverTime":"([^"]+)"/, (_whole, at: string) => `"serverTime":"${shift(at)}"`);
  const date = typeof reply.headers['date'] === 'string' ? { date: new Date(Date.parse(reply.headers['date']) + offMs).toUTCString() } : {};
  return { ...reply, headers: { ...reply.headers, ...date }, body: Buffer.from(body, 'utf8') };
}

async function readAll(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

function passOn(target: string, incoming: IncomingMessage, path: string, body: Buffer): Promise<PassedReply> {
  const { hostname, port } = new URL(target);
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({ hostname, port, path, method: incoming.method, headers: incoming.headers, agent: false }, (reply) => {
      readAll(reply).then((bytes) => resolve({ status: reply.statusCode ?? 502, headers: reply.headers, body: bytes }), reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function headersOf(reply: PassedReply): PassedReply['headers'] {
  const { connection: _connection, 'keep-alive': _keepAlive, 'transfer-encoding': _encoding, ...headers } = reply.headers;
  return headers;
}

function send(response: ServerResponse, reply: PassedReply): void {
  response.writeHead(reply.status, headersOf(reply)).end(reply.body);
}

function sendPage(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Welcome to the shop Wi-Fi, please sign in</body></html>');
}
