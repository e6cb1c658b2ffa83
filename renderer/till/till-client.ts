// The till as the window sees it: every channel of the contract as a typed function. The only user of window.till.
import type { Channel, ReplyOf, TillClient } from '#shared/contract/till-api.ts';
import type { TillBridge } from '#shared/contract/till-bridge.ts';
import type { Result } from '#shared/domain/base/result.ts';

declare global {
  interface Window {
    /** Missing when the page is opened outside the terminal. */
    readonly till?: TillBridge;
  }
}

/** The bridge, looked up at each use so that tests may put their own in place. */
export function tillBridge(): TillBridge | undefined {
  return window.till;
}

/**
 * Calls one channel. Never rejects: when the shell itself does not answer, the reply is the problem `internal` with
 * the reference `window`.
 */
export async function callTill<C extends Channel>(channel: C, request: unknown): Promise<ReplyOf<C>> {
  try {
    const reply = await tillBridge()?.call(channel, request);
    // The till answers by the contract's schemas; here only the envelope is looked at.
    if (isEnvelope(reply)) return reply as ReplyOf<C>;
  } catch {
    // The reason stays in the shell's log: Electron hands over no more than a message.
  }
  const broken: Result<never, { code: 'internal'; reference: string }> = { ok: false, problem: { code: 'internal', reference: 'window' } };
  return broken;
}

function isEnvelope(reply: unknown): boolean {
  return typeof reply === 'object' && reply !== null && 'ok' in reply;
}

/** `till['sale.complete'](request)`; typed from the contract. */
export const till: TillClient = new Proxy(
  // Each property is made by the trap below, so the empty target never shows.
  {} as TillClient,
  { get: (_target, channel) => (request: unknown) => callTill(channel as Channel, request) },
);
