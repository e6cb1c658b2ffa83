// Starts other programs: one at a time, with no stdin, or attached to this terminal.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Runs a program to its end with its output on stderr; resolves with its exit code (128 when a signal ended it). */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 2, 2], ...options });
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 128));
  });
}

/** Runs a program quietly; resolves with its exit code and everything it printed. */
export function runQuietly(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 128, output: Buffer.concat(output).toString() }));
  });
}

/** What a short program prints, or an empty string when it is missing or fails. */
export function outputOf(command, args) {
  const result = spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return result.status === 0 ? result.stdout : '';
}

/** The full path of a program, looked for in PATH and in the system folders a plain user's PATH leaves out. */
export function findProgram(name) {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/sbin', '/usr/bin', '/bin'];
  for (const folder of folders) {
    if (folder === '') continue;
    const file = path.join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // not in this folder
    }
  }
  return undefined;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs the real work of a command: attached to this terminal, resolves with its exit code.
 * It runs in a process group of its own and gets each signal once: a terminal's Ctrl-C reaches npm, us and the child, and
 * Chromium takes a second signal for an order to drop everything. A signal repeated after two seconds does end it.
 */
export function runAttached(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', detached: process.platform !== 'win32', ...options });
    let firstAt;
    const passOn = (signal) => {
      const now = performance.now();
      if (firstAt === undefined) child.kill(signal);
      else if (now - firstAt > 2000) child.kill('SIGKILL');
      firstAt ??= now;
    };
    for (const signal of signals) process.on(signal, passOn);
    const settle = (done, value) => {
      for (const signal of signals) process.off(signal, passOn);
      done(value);
    };
    child.once('error', (error) => settle(reject, error));
    child.once('close', (code, signal) => settle(resolve, code ?? 128 + (os.constants.signals[signal] ?? 0)));
  });
}
