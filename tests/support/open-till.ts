// The till as tests use it: the real core on a real file, a clock moved by hand, and the real gateway behind a proxy.
import Database from 'better-sqlite3';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { backupPausesMs } from '#core/backup/keep-backups.ts';
import { createCore } from '#core/create-core.ts';
import type { Core, CoreOptions, CorePorts, Timers } from '#core/ports.ts';
import type { CoreChannel, ReplyOf, ReplyValueOf, RequestOf } from '#shared/contract/till-api.ts';
import type { SyncView } from '#shared/contract/till/sync-channels.ts';
import type { TillTopic } from '#shared/contract/till-topics.ts';
import type { GatewayDb } from '#gateway/store/gateway-db.ts';
import { hashActivationCode, readIdentity } from '#gateway/store/gateway-identity.ts';
import { insertActivationCode } from '#gateway/terminals/activation-code-repository.ts';
import { startFaultProxy, type FaultProxy } from './fault-proxy.ts';
import { startGateway } from './gateway-process.ts';
import { createTestClock, type TestClock } from './test-clock.ts';
import { createTestPorts, type TestPorts } from './test-ports.ts';

export const storeCode = 'SZ-001';
/** PINs of the training staff. */
export const pins: Readonly<Record<string, string>> = { c01: '135790', c02: '246802', m01: '864209', m02: '753159', a01: '951753' };

/** 10:00 in Shanghai. */
export const START_AT = '2026-11-24T02:00:00.000Z';

export interface TestGateway {
  /** The gateway itself. */
  readonly url: string;
  readonly db: GatewayDb;
  /** What tills are connected to. */
  readonly proxy: FaultProxy;
  readonly clock: TestClock;
  /** A fresh activation code of the store. */
  activationCode(): Promise<string>;
  close(): Promise<void>;
}

/** A gateway with the training data, whose day is `startAt`'s, and a proxy in front of it. */
export async function openGateway(startAt: string = START_AT): Promise<TestGateway> {
  const clock = createTestClock(startAt);
  const gateway = await startGateway({ clock });
  const proxy = await startFaultProxy(gateway.url);
  const { codeSecret } = await readIdentity(gateway.db);
  let codes = 0;
  return {
    url: gateway.url, db: gateway.db, proxy, clock,
    activationCode: async () => {
      codes += 1;
      const code = `TEST-${String(codes).padStart(4, '0')}`;
      await insertActivationCode(gateway.db, storeCode, hashActivationCode(codeSecret, storeCode, code));
      return code;
    },
    close: async () => {
      await proxy.close();
      await gateway.close();
      for (const dir of madeDirs) removeDir(dir);
      madeDirs.clear();
    },
  };
}

export interface TillSetup {
  readonly gateway: TestGateway;
  /** An existing data directory; left out: a new one. */
  readonly dir?: string;
  /** Another address than the proxy's; null: the one the terminal enrolled with. */
  readonly gatewayUrl?: string | null;
  /** null: wait for the codes of a person. Left out: a fresh code. */
  readonly activationCode?: string | null;
  readonly replace?: Partial<CorePorts>;
  /** Left out: no daily backup, which would wait on the clock of every test. */
  readonly keepsBackups?: boolean;
  /** Folders of the user, for what is rescued. */
  readonly rescueDirs?: readonly string[];
}

export interface OpenTill {
  readonly dir: string;
  readonly clock: TestClock;
  readonly core: Core;
  readonly log: TestPorts['log'];
  readonly reached: TestPorts['reached'];
  /** Topics announced so far. */
  readonly topics: TillTopic[];
  call<C extends CoreChannel>(channel: C, request: RequestOf<C>, session?: string): Promise<ReplyOf<C>>;
  /** As call; fails the test when the answer is a problem. */
  must<C extends CoreChannel>(channel: C, request: RequestOf<C>, session?: string): Promise<ReplyValueOf<C>>;
  signIn(staffId?: string, session?: string): Promise<void>;
  /** Waits until no pass is under way and the next one is planned. */
  idle(): Promise<void>;
  /** One pass, asked for by the person signed in. */
  sync(): Promise<SyncView>;
  /** Rows of the till's file, read by a second connection. */
  rows<T = Record<string, unknown>>(sql: string, ...parameters: readonly (string | number)[]): T[];
  /** One statement on the till's file behind the till's back. */
  tamper(sql: string): void;
  terminalId(): string;
  /** Closes and opens again on the same directory, as after a restart of the program. */
  restart(change?: Partial<TillSetup>): Promise<OpenTill>;
  /** Closes; the directory stays. */
  close(): Promise<void>;
}

/** Opens a till; it enrols by itself and receives its first data before this resolves, unless told otherwise. */
export async function openTill(setup: TillSetup): Promise<OpenTill> {
  const dir = setup.dir ?? makeDir('till-');
  const { clock } = setup.gateway;
  const code = setup.activationCode === undefined ? await setup.gateway.activationCode() : setup.activationCode;
  const timers = countedTimers(setup.replace?.timers ?? clock.timers);
  const { ports, log, reached } = createTestPorts(dir, clock, { ...setup.replace, timers });
  const core = await createCore(ports, tillOptions(dir, setup, code));
  const topics: TillTopic[] = [];
  core.onTopic((event) => topics.push(event.topic));
  const till = tillOver(core, { dir, clock, log, reached, topics, setup, timers });
  const terminal = await till.call('terminal.read', {});
  if (terminal.ok) await till.idle();
  return till;
}

export function tillOptions(dir: string, setup: Pick<TillSetup, 'gateway' | 'gatewayUrl' | 'keepsBackups' | 'rescueDirs'>, activationCode: string | null): CoreOptions {
  return {
    dataDir: dir, gatewayUrl: setup.gatewayUrl === undefined ? setup.gateway.proxy.url : setup.gatewayUrl,
    enrolWith: activationCode === null ? null : { storeCode, activationCode },
    appVersion: '0.0.0-test', defaultLocale: 'zh-CN', sqliteBinding: null, checkReplies: true, keepsBackups: setup.keepsBackups === true, rescueDirs: setup.rescueDirs ?? [],
  };
}

type TillParts = Pick<OpenTill, 'dir' | 'clock' | 'log' | 'reached' | 'topics'> & { readonly setup: TillSetup; readonly timers: CountedTimers };

interface CountedTimers extends Timers {
  /** How many delays above 0 the sync and the payments of this till wait for, whatever others on the same clock wait for. */
  waiting(): number;
}

/** A backup that is due later says nothing about a pass under way. */
const ofBackups: ReadonlySet<number> = new Set(Object.values(backupPausesMs));

function countedTimers(timers: Timers): CountedTimers {
  const open = new Set<object>();
  return {
    after: (delayMs, callback) => {
      const entry = {};
      if (delayMs > 0 && !ofBackups.has(delayMs)) open.add(entry);
      const cancel = timers.after(delayMs, () => {
        open.delete(entry);
        callback();
      });
      return () => {
        open.delete(entry);
        cancel();
      };
    },
    waiting: () => open.size,
  };
}

function tillOver(core: Core, parts: TillParts): OpenTill {
  const { dir, setup, timers } = parts;
  const file = path.join(dir, 'pos.db');
  // The contract's own schemas are applied to requests and, in tests, to replies: the types say what they checked.
  const call: OpenTill['call'] = async (channel, request, session = 'window') =>
    (await core.dispatch(session, channel, request)) as Awaited<ReturnType<OpenTill['call']>> as never;
  const mustCall: OpenTill['must'] = async (channel, request, session) => {
    const reply = await call(channel, request, session);
    if (!reply.ok) throw new Error(`${channel}: ${JSON.stringify(reply.problem)}`);
    return reply.value as never;
  };
  const idle = async (): Promise<void> => {
    // A wake becomes a pass with the next turn of the event loop.
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    await until(() => timers.waiting() > 0);
  };
  const till: OpenTill = {
    ...parts, core, call, must: mustCall, idle,
    signIn: async (staffId = 'c01', session = 'window') => {
      await mustCall('session.sign-in', { staffId, pin: pins[staffId] ?? '' }, session);
      await idle();
    },
    sync: async () => {
      const view = await mustCall('sync.now', {});
      await idle();
      return view;
    },
    rows: <T>(sql: string, ...parameters: readonly (string | number)[]) => {
      const db = new Database(file, { readonly: true });
      try {
        // A test names the columns it asks for.
        return db.prepare(sql).all(...parameters) as T[];
      } finally {
        db.close();
      }
    },
    tamper: (sql) => {
      const db = new Database(file);
      try {
        db.exec(sql);
      } finally {
        db.close();
      }
    },
    terminalId: () => must1(till.rows<{ terminal_id: string }>('SELECT terminal_id FROM terminal')).terminal_id,
    restart: async (change = {}) => {
      await till.close();
      return openTill({ ...setup, dir, activationCode: null, ...change });
    },
    close: () => core.close(),
  };
  return till;
}

function must1<T>(rows: readonly T[]): T {
  const [row] = rows;
  if (row === undefined) throw new Error('exactly one row was expected');
  return row;
}

const madeDirs = new Set<string>();

/** A new folder that goes away with the gateway of the test file. */
export function makeDir(prefix: string): string {
  const dir = mkdtempSync(path.join(tmpdir(), prefix));
  madeDirs.add(dir);
  return dir;
}

/** Waits, in real time, for something that happens beside the test. */
export async function until(isSo: () => boolean | Promise<boolean>, patienceMs = 20_000): Promise<void> {
  const giveUpAt = Date.now() + patienceMs;
  // Network and disk are real here; each look is short.
  while (!(await isSo())) {
    if (Date.now() > giveUpAt) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** A copy of a till's directory as a backup or a cloned disk would be. The till must be closed. */
export function copyOfDir(dir: string): string {
  const copy = makeDir('till-copy-');
  cpSync(dir, copy, { recursive: true });
  return copy;
}

export function removeDir(dir: string): void {
  rmSync(dir, { recursive: true, force: true });
}
