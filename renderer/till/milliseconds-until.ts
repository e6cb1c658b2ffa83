// How long it is to a moment the till has named, by the till's own clock: this window's may be wrong.
import { callTill } from './till-client.ts';

/** Milliseconds from now to an RFC 3339 instant, never below 0. */
export async function millisecondsUntil(untilAt: string): Promise<number> {
  const reply = await callTill('terminal.read', {});
  const nowMs = reply.ok ? Date.parse(reply.value.now) : Date.now();
  return Math.max(0, Date.parse(untilAt) - nowMs);
}
