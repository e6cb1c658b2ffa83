// Starts an Electron program and says how long it took until a place on its page can be used, and how much memory it holds.
import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createRequire } from 'node:module';
import os from 'node:os';

export interface LaunchedWindow {
  /** From spawn until the place was there and two frames had been drawn. */
  readonly readyMs: number;
  /** Proportional set size of all its processes, read on Linux only. */
  memoryMb(): number;
  close(): Promise<void>;
}

export interface LaunchOptions {
  /** Folder with a package.json that names the program. */
  readonly program: string;
  readonly env: NodeJS.ProcessEnv;
  /** CSS selector of the place that must be there. */
  readonly selector: string;
}

const PATIENCE_MS = 60_000;

export async function launchWindow({ program, env, selector }: LaunchOptions): Promise<LaunchedWindow> {
  const port = await freePort();
  const executable: unknown = createRequire(import.meta.url)('electron');
  const args = [program, `--remote-debugging-port=${port}`, '--force-device-scale-factor=1', ...(isLinuxRoot() ? ['--no-sandbox'] : [])];
  const startedAt = performance.now();
  const child = spawn(String(executable), args, { env: { ...process.env, ...env }, stdio: 'ignore' });
  try {
    await untilDrawn(port, selector, startedAt + PATIENCE_MS);
  } catch (cause) {
    child.kill('SIGKILL');
    throw cause;
  }
  const readyMs = performance.now() - startedAt;
  return { readyMs, memoryMb: () => memoryOf(child), close: () => closed(child) };
}

/** Chromium does not start as root with its sandbox. */
export function isLinuxRoot(): boolean {
  return process.platform === 'linux' && os.userInfo().uid === 0;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address.port;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function untilDrawn(port: number, selector: string, deadline: number): Promise<void> {
  const socketUrl = await pageSocket(port, deadline);
  const socket = new WebSocket(socketUrl);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', reject, { once: true });
  });
  const twoFrames = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))';
  const expression = `document.querySelector(${JSON.stringify(selector)}) === null ? false : ${twoFrames}`;
  for (let id = 1; performance.now() < deadline; id += 1) {
    if (await evaluate(socket, id, expression)) {
      socket.close();
      return;
    }
    await pause(10);
  }
  throw new Error(`${selector} did not appear`);
}

async function pageSocket(port: number, deadline: number): Promise<string> {
  while (performance.now() < deadline) {
    try {
      const targets = await (await fetch(`http://127.0.0.1:${port}/json`)).json() as { type: string; webSocketDebuggerUrl: string }[];
      const page = targets.find((target) => target.type === 'page');
      if (page !== undefined) return page.webSocketDebuggerUrl;
    } catch {
      // The program does not listen yet.
    }
    await pause(10);
  }
  throw new Error('no page to look at');
}

async function evaluate(socket: WebSocket, id: number, expression: string): Promise<boolean> {
  return new Promise((resolve) => {
    const listen = (event: MessageEvent): void => {
      const reply = JSON.parse(String(event.data)) as { id?: number; result?: { result?: { value?: unknown } } };
      if (reply.id !== id) return;
      socket.removeEventListener('message', listen);
      resolve(reply.result?.result?.value === true);
    };
    socket.addEventListener('message', listen);
    socket.send(JSON.stringify({ id, method: 'Runtime.evaluate', params: { expression, awaitPromise: true, returnByValue: true } }));
  });
}

function memoryOf(child: ChildProcess): number {
  if (process.platform !== 'linux' || child.pid === undefined) return Number.NaN;
  return treeOf(child.pid).reduce((sum, pid) => sum + kilobytesOf(pid), 0) / 1024;
}

function kilobytesOf(pid: number): number {
  return Number(/^Pss:\s+(\d+)/m.exec(readProc(String(pid), 'smaps_rollup'))?.[1] ?? 0);
}

/** Empty when the process ended while the list was read. */
function readProc(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

function treeOf(root: number): number[] {
  const parents = new Map(readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((name) => [Number(name), parentOf(name)]));
  const tree = [root];
  for (const pid of tree) tree.push(...[...parents].filter(([, parent]) => parent === pid).map(([childPid]) => childPid));
  return tree;
}

function parentOf(pid: string): number {
  return Number(/^PPid:\s+(\d+)/m.exec(readProc(pid, 'status'))?.[1] ?? -1);
}

async function closed(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 8000);
  await ended;
  clearTimeout(timer);
}
