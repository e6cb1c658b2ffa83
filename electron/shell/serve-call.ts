// Decides over one call of a window: trusted sender, known channel, bounded size; then the core or the shell answers.
import { err } from '#shared/domain/base/result.ts';
import type { Result } from '#shared/domain/base/result.ts';
import type { Problem } from '#shared/contract/problems.ts';
import type { ShellChannel } from '#shared/contract/till-api.ts';
import { tillChannels } from '#shared/contract/till-channels.ts';
import type { Logger } from '../core/ports.ts';
import type { CoreHost } from './core-host.ts';
import { isBoundedJson } from './json-bounds.ts';
import { isTrustedSender } from './trusted-sender.ts';
import type { Sender, Trust } from './trusted-sender.ts';

export type ShellHandlers = { readonly [C in ShellChannel]: (raw: unknown) => Promise<Result<unknown, Problem>> };

export interface CallServer {
  readonly host: Pick<CoreHost, 'call'>;
  readonly shell: ShellHandlers;
  readonly logger: Logger;
  /** Null while there is no window. */
  readonly trust: () => Trust | null;
}

const knownChannels: ReadonlySet<string> = new Set(tillChannels);

/** Answers one call; never throws, because nothing but the text of an exception would reach the window. */
export async function serveCall(server: CallServer, sender: Sender, channel: unknown, raw: unknown): Promise<Result<unknown, Problem>> {
  const trust = server.trust();
  if (trust === null || !isTrustedSender(sender, trust)) {
    server.logger.warn('call.sender-not-trusted', { isMainFrame: sender.isMainFrame });
    return err({ code: 'sender-not-trusted' });
  }
  if (typeof channel !== 'string' || !knownChannels.has(channel)) return err({ code: 'request-invalid', path: 'channel' });
  if (!isBoundedJson(raw)) return err({ code: 'request-invalid', path: '' });
  const answer = Object.hasOwn(server.shell, channel)
    // `shell` has just been seen to own a handler of this name.
    ? server.shell[channel as ShellChannel](raw)
    : server.host.call(sessionOf(sender), channel, raw);
  return answer.catch((cause: unknown) => {
    server.logger.error('call.failed', { channel }, cause);
    return err({ code: 'internal', reference: 'shell' });
  });
}

/** The name under which the core knows who is signed in at a window. */
export function sessionOf(window: { readonly webContentsId: number }): string {
  return `window-${window.webContentsId}`;
}
