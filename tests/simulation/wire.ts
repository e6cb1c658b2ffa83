// The network between the terminals and the gateway, on simulated time: loses, repeats, delays, overtakes and falsifies what it carries.
import { variedRetryAfter } from '#gateway/http/classify-failure.ts';
import { problemText } from '#gateway/http/problem.ts';
import type { Chance } from './chance.ts';
import type { Scheduler } from './scheduler.ts';
import type { SimGateway, SimReply, SimRequest } from './sim-gateway.ts';

/** The real client's, which counts real time. */
const PATIENCE_MS = 15_000;

export interface Wire {
  /** The `fetch` of one run of a terminal's program; `isDead` once that run was cut off. */
  fetchOf(terminal: number, isDead: () => boolean): typeof fetch;
  /** No answer for anybody (terminal null) or for one terminal, from now on. */
  cut(terminal: number | null, forMs: number): void;
  /** From here on everything arrives. */
  mend(): void;
  /** Ends every request that is still on its way, when time has stopped. */
  close(): void;
  /** How often each fate befell a request. */
  readonly fates: ReadonlyMap<string, number>;
}

export interface WireSetup {
  readonly scheduler: Scheduler;
  readonly chance: Chance;
  readonly gateway: SimGateway;
  /** Requests the gateway takes in at once. */
  readonly places: number;
  /** After every request that reached the gateway, before its answer leaves. */
  readonly onServed: (terminal: number, request: SimRequest) => Promise<void>;
}

type Fate = 'passes' | 'slow' | 'request-lost' | 'reply-lost' | 'twice' | 'late-again' | 'portal' | 'server-error' | 'cut-short' | 'gateway-dies';
/** Of a thousand requests; the rest passes. */
const perThousand: readonly (readonly [Fate, number])[] = [
  ['slow', 30], ['request-lost', 20], ['reply-lost', 30], ['twice', 15], ['late-again', 15], ['portal', 5], ['server-error', 10], ['cut-short', 10], ['gateway-dies', 15],
];

export function createWire(setup: WireSetup): Wire {
  const { scheduler, chance, gateway } = setup;
  const fates = new Map<string, number>();
  const outages: { readonly terminal: number | null; readonly untilMs: number }[] = [];
  const state = { isCalm: false, inHouse: 0 };
  const onTheWay = new Set<() => void>();
  const note = (fate: string): void => void fates.set(fate, (fates.get(fate) ?? 0) + 1);
  const isOut = (terminal: number): boolean =>
    outages.some((one) => one.untilMs > scheduler.nowMs() && (one.terminal === null || one.terminal === terminal));
  const fateNow = (): Fate => {
    let left = chance.fraction() * 1000;
    if (state.isCalm) return 'passes';
    for (const [fate, share] of perThousand) {
      left -= share;
      if (left < 0) return fate;
    }
    return 'passes';
  };

  /** One arrival at the gateway; null: the connection broke there. */
  const arrive = async (terminal: number, request: SimRequest, fate: Fate): Promise<SimReply | null> => {
    if (state.inHouse >= setup.places) {
      note('overloaded');
      return overloaded(chance);
    }
    state.inHouse += 1;
    const takesMs = chance.between(20, 400);
    scheduler.after(takesMs, { owner: null, label: 'leaves', run: () => { state.inHouse -= 1; } });
    const reply = fate === 'gateway-dies' ? await gateway.dieWhileServing(request) : await gateway.serve(request);
    await setup.onServed(terminal, request);
    return reply;
  };

  const carry = (terminal: number, request: SimRequest, answer: (reply: SimReply | null) => void): void => {
    const at = (delayMs: number, label: string, run: () => void | Promise<void>): void => void scheduler.after(delayMs, { owner: terminal, label, run });
    const silence = (): void => at(PATIENCE_MS, 'no answer', () => answer(null));
    if (isOut(terminal)) {
      note('out');
      // A closed port answers at once, a dead line never.
      at(chance.is(0.7) ? chance.between(1, 50) : PATIENCE_MS, 'no way', () => answer(null));
      return;
    }
    const fate = fateNow();
    note(fate);
    const wayMs = fate === 'slow' ? chance.between(2000, 30_000) : chance.between(5, 300);
    if (fate === 'request-lost') return silence();
    if (fate === 'portal' || fate === 'server-error') return at(wayMs, fate, () => answer(fate === 'portal' ? portal : serverError));
    if (fate === 'slow' || fate === 'reply-lost') silence();
    at(wayMs, `${request.method} ${request.path.replace(/\?.*/, '')} ${fate}`, async () => {
      const reply = isOut(terminal) ? null : await arrive(terminal, request, fate);
      if (fate === 'reply-lost') return;
      const back = fate === 'cut-short' && reply !== null ? { ...reply, body: reply.body.subarray(0, reply.body.length >> 1) } : reply;
      at(chance.between(5, 300), 'reply', () => answer(back));
    });
    // The same bytes once more: at once, or long after others have passed them.
    if (fate === 'twice' || fate === 'late-again') {
      at(wayMs + (fate === 'twice' ? 0 : chance.between(1000, 600_000)), `again ${request.method}`, async () => {
        const reply = isOut(terminal) ? null : await arrive(terminal, request, fate);
        if (fate === 'twice') at(chance.between(5, 300), 'reply', () => answer(reply));
      });
    }
  };
  return {
    fates,
    cut: (terminal, forMs) => void outages.push({ terminal, untilMs: scheduler.nowMs() + forMs }),
    mend: () => {
      state.isCalm = true;
      outages.length = 0;
    },
    close: () => {
      for (const end of onTheWay) end();
    },
    fetchOf: (terminal, isDead) => async (input, init) => new Promise<Response>((resolve, reject) => {
      // What a dead program would still have sent never leaves.
      if (isDead()) return reject(new TypeError('fetch failed'));
      const request = requestOf(input, init);
      const end = (): void => {
        onTheWay.delete(end);
        reject(new TypeError('fetch failed'));
      };
      onTheWay.add(end);
      carry(terminal, request, (reply) => {
        if (!onTheWay.has(end)) return;
        onTheWay.delete(end);
        if (reply === null || isDead()) return reject(new TypeError('fetch failed'));
        resolve(new Response(new Uint8Array(reply.body), { status: reply.status, headers: reply.headers }));
      });
    }),
  };
}

function requestOf(input: string | URL | Request, init: RequestInit | undefined): SimRequest {
  const url = new URL(input instanceof Request ? input.url : input);
  const { method = 'GET', body = null } = init ?? {};
  if (method !== 'GET' && method !== 'POST' && method !== 'PUT') throw new Error(`no call of the gateway is a ${method}`);
  if (body !== null && !Buffer.isBuffer(body)) throw new Error('the client sends bytes');
  return { method, path: url.pathname + url.search, headers: Object.fromEntries(new Headers(init?.headers)), body };
}

function overloaded(chance: Chance): SimReply {
  const text = problemText({ code: 'overloaded' });
  return { status: 503, headers: { 'content-type': 'application/problem+json', 'retry-after': String(variedRetryAfter(chance)) }, body: Buffer.from(text) };
}

const html = { 'content-type': 'text/html' };
const portal: SimReply = { status: 200, headers: html, body: Buffer.from('<html>Welcome to the shop Wi-Fi</html>') };
const serverError: SimReply = { status: 502, headers: html, body: Buffer.from('<html>bad gateway</html>') };
