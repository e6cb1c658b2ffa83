// A print system of a test's own: a CUPS that listens on a socket in a temporary folder, with queues that keep what they are sent.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const SYSTEM_BIN = '/usr/lib/cups';
const PATIENCE_MS = 20_000;

export interface PrivateCups {
  /** What CUPS_SERVER has to be for a program that shall print here. */
  readonly server: string;
  /** Makes a queue that takes jobs and keeps each as it came. */
  addQueue(name: string): void;
  /** The queue keeps taking jobs but prints none, as one out of order. */
  stopQueue(name: string): void;
  removeQueue(name: string): void;
  /** The text of every job that arrived, in the order they were sent; waits until there are `count`. */
  arrivedTexts(count: number): Promise<string[]>;
  /** Width and height in millimetres of a job's pages. */
  pageSizes(job: number): { widthMm: number; heightMm: number }[];
  close(): Promise<void>;
}

/** A backend is called once without arguments to say what it is, and then once for each job with the file on its input. */
const captureBackend = (folder: string): string => [
  '#!/bin/sh',
  '[ $# -eq 0 ] && { echo \'direct capture "Capture" "Capture"\'; exit 0; }',
  `if [ $# -ge 6 ]; then cat "$6"; else cat; fi > "${folder}/$1.part"`,
  `mv "${folder}/$1.part" "${folder}/$1.pdf"`,
  '',
].join('\n');

function writeConfiguration(root: string, socket: string): void {
  const folders = ['etc', 'cache', 'state', 'spool', 'spool/tmp', 'log', 'bin', 'bin/backend', 'jobs'];
  for (const folder of folders) mkdirSync(path.join(root, folder), { mode: 0o755 });
  for (const part of ['filter', 'daemon', 'cgi-bin', 'driver', 'notifier', 'monitor']) {
    const system = path.join(SYSTEM_BIN, part);
    if (existsSync(system)) symlinkSync(system, path.join(root, 'bin', part));
  }
  writeFileSync(path.join(root, 'bin', 'backend', 'capture'), captureBackend(path.join(root, 'jobs')), { mode: 0o700 });
  writeFileSync(path.join(root, 'cups-files.conf'), [
    `ServerRoot ${root}/etc`, `CacheDir ${root}/cache`, `StateDir ${root}/state`, `RequestRoot ${root}/spool`, `TempDir ${root}/spool/tmp`, `ServerBin ${root}/bin`,
    `AccessLog ${root}/log/access`, `ErrorLog ${root}/log/error`, `PageLog ${root}/log/page`, 'SystemGroup root', '',
  ].join('\n'));
  writeFileSync(path.join(root, 'cupsd.conf'), [
    'LogLevel info', `Listen ${socket}`, 'Browsing Off', 'DefaultAuthType None', 'WebInterface No', 'ErrorPolicy stop-printer', 'JobPrivateAccess all', 'JobPrivateValues none',
    '<Location />', 'Order allow,deny', 'Allow all', '</Location>',
    '<Policy default>', '<Limit All>', 'Order deny,allow', '</Limit>', '</Policy>', '',
  ].join('\n'));
}

async function until<T>(what: string, look: () => T | null): Promise<T> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await wait(50)) {
    const seen = look();
    if (seen !== null) return seen;
  }
  throw new Error(`waited in vain for ${what}`);
}

function answers(ask: () => string): boolean {
  try {
    return ask().includes('is running');
  } catch {
    return false;
  }
}

/** Starts it; fails when CUPS is not installed. */
export async function openPrivateCups(): Promise<PrivateCups> {
  const root = mkdtempSync(path.join(os.tmpdir(), 'heyon-cups-'));
  const socket = path.join(root, 'cups.sock');
  writeConfiguration(root, socket);
  const daemon = spawn('cupsd', ['-f', '-c', path.join(root, 'cupsd.conf'), '-s', path.join(root, 'cups-files.conf')], {
    stdio: 'ignore', env: { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin` },
  });
  const env = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin`, CUPS_SERVER: socket, LC_ALL: 'C.UTF-8' };
  const run = (program: string, args: readonly string[]): string => execFileSync(program, args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  // The socket is there a moment before anybody listens on it.
  await until('the print system', () => (answers(() => run('lpstat', ['-r'])) ? true : null));
  const jobs = path.join(root, 'jobs');
  const jobFiles = (): string[] => readdirSync(jobs).filter((name) => name.endsWith('.pdf')).toSorted((one, other) => Number.parseInt(one, 10) - Number.parseInt(other, 10));
  return {
    server: socket,
    addQueue: (name) => {
      run('lpadmin', ['-p', name, '-E', '-v', 'capture:/', '-o', 'printer-error-policy=abort-job']);
    },
    stopQueue: (name) => {
      run('cupsdisable', ['-r', 'paper jam', name]);
    },
    removeQueue: (name) => {
      run('lpadmin', ['-x', name]);
    },
    arrivedTexts: async (count) => {
      const files = await until(`${count} jobs`, () => (jobFiles().length >= count ? jobFiles() : null));
      return files.map((file) => run('pdftotext', ['-layout', path.join(jobs, file), '-']));
    },
    pageSizes: (job) => {
      const report = run('pdfinfo', ['-l', '100', path.join(jobs, jobFiles()[job] ?? '')]);
      const toMm = (points: string): number => Math.round((Number(points) / 72) * 25.4);
      return [...report.matchAll(/size:\s+([\d.]+) x ([\d.]+) pts/g)].map(([, width = '', height = '']) => ({ widthMm: toMm(width), heightMm: toMm(height) }));
    },
    close: async () => {
      daemon.kill('SIGTERM');
      if (daemon.exitCode === null && daemon.signalCode === null) await once(daemon, 'exit');
      rmSync(root, { recursive: true, force: true });
    },
  };
}
