// Which calls of a window are served, and by whom.
import { describe, expect, it, vi } from 'vitest';
import { ok } from '#shared/domain/base/result.ts';
import { tillChannels } from '#shared/contract/till-channels.ts';
import { isBoundedJson } from '#shell/json-bounds.ts';
import { serveCall } from '#shell/serve-call.ts';
import type { CallServer } from '#shell/serve-call.ts';
import { isTrustedSender } from '#shell/trusted-sender.ts';
import { silentLogger } from './a-core-child.ts';

const own = { webContentsId: 4, isMainFrame: true, url: 'heyon://app/index.html' };
const trust = { webContentsId: 4, devServerUrl: null };
const shellChannels = ['printer.list', 'printer.print'];

function aServer(): { server: CallServer; call: ReturnType<typeof vi.fn>; print: ReturnType<typeof vi.fn> } {
  const call = vi.fn(async () => ok('core'));
  const print = vi.fn(async () => ok('shell'));
  return { call, print, server: { host: { call }, shell: { 'printer.list': print, 'printer.print': print }, logger: silentLogger, trust: () => trust } };
}

describe('shell/serve-call', () => {
  it.each([...tillChannels])('hands %s on untouched', async (channel) => {
    const { server, call, print } = aServer();
    const raw = { any: ['thing', 1, null] };
    const byShell = shellChannels.includes(channel);
    expect(await serveCall(server, own, channel, raw)).toEqual(ok(byShell ? 'shell' : 'core'));
    expect(call.mock.calls).toEqual(byShell ? [] : [['window-4', channel, raw]]);
    expect(print.mock.calls).toEqual(byShell ? [[raw]] : []);
  });

  it.each([...tillChannels])('[SH8] refuses %s from a sender that is not our window', async (channel) => {
    const { server, call, print } = aServer();
    const strangers = [
      { ...own, webContentsId: 5 }, { ...own, isMainFrame: false }, { ...own, url: 'https://app/index.html' }, { ...own, url: 'about:blank' }, { ...own, url: '' },
      { ...own, url: 'heyon://print/receipt.html' },
    ];
    for (const stranger of strangers) expect(await serveCall(server, stranger, channel, {})).toEqual({ ok: false, problem: { code: 'sender-not-trusted' } });
    expect(await serveCall({ ...server, trust: () => null }, own, channel, {})).toEqual({ ok: false, problem: { code: 'sender-not-trusted' } });
    expect([call.mock.calls, print.mock.calls]).toEqual([[], []]);
  });

  it.each(['nope', 'toString', '__proto__', 'sale.complete ', '', 7, null, undefined, {}])('[SH8] refuses a channel that is not in the contract: %j', async (channel) => {
    const { server, call } = aServer();
    expect(await serveCall(server, own, channel, {})).toEqual({ ok: false, problem: { code: 'request-invalid', path: 'channel' } });
    expect(call).not.toHaveBeenCalled();
  });

  it('[SH9] refuses what is too large or no JSON before anybody works on it', async () => {
    const { server, call } = aServer();
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;
    const bad = ['x'.repeat(7 * 1024 * 1024), Array.from({ length: 8 }, () => 'x'.repeat(1024 * 1024)), loop, new Map(), new Date(0), new ArrayBuffer(1), 1n, Number.NaN];
    for (const raw of bad) expect(await serveCall(server, own, 'sale.quote', raw)).toEqual({ ok: false, problem: { code: 'request-invalid', path: '' } });
    expect(call).not.toHaveBeenCalled();
  });

  it('answers a bug with a reference instead of throwing', async () => {
    const { server } = aServer();
    const broken = { ...server, host: { call: () => Promise.reject(new Error('bug')) } };
    expect(await serveCall(broken, own, 'sale.quote', {})).toEqual({ ok: false, problem: { code: 'internal', reference: 'shell' } });
  });
});

describe('shell/trusted-sender', () => {
  const dev = { webContentsId: 4, devServerUrl: 'http://localhost:5173/' };

  it('[SH8] takes the dev server for our page only while developing', () => {
    const page = { ...own, url: 'http://localhost:5173/index.html' };
    expect([isTrustedSender(page, dev), isTrustedSender(page, trust)]).toEqual([true, false]);
  });

  it.each(['http://localhost:5174/', 'https://localhost:5173/', 'http://localhost:5173@evil.example/', 'http://evil.example/?http://localhost:5173/'])('[SH8] does not take %s for the dev server', (url) => {
    expect(isTrustedSender({ ...own, url }, dev)).toBe(false);
  });
});

describe('shell/json-bounds', () => {
  it('takes what calls are made of', () => {
    expect(isBoundedJson({ a: [1, 'zwei', true, null, undefined, { b: {} }], c: 'x'.repeat(2_000_000) })).toBe(true);
  });

  it('takes the largest statement of a wallet, also when all of it is Chinese', () => {
    expect(isBoundedJson({ from: '2026-11-24', to: '2026-11-24', wallet: 'alipay', text: '账'.repeat(2_000_000) })).toBe(true);
  });

  it('[SH9] bounds depth and number', () => {
    const deep = Array.from({ length: 40 }).reduce<unknown>((inner) => [inner], 0);
    expect([isBoundedJson(deep), isBoundedJson(Array.from({ length: 100_001 }, () => 0))]).toEqual([false, false]);
  });
});
