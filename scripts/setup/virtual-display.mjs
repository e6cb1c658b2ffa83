// A display for Electron: the machine's own, or an Xvfb that we start and end ourselves.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import os from 'node:os';
import { findProgram } from './run-command.mjs';
import { SetupFailure, say } from './say.mjs';

function startXvfb() {
  const program = findProgram('Xvfb');
  if (!program) throw new SetupFailure('no display, and no Xvfb to make one: install the package xvfb');
  return new Promise((resolve, reject) => {
    // Xvfb chooses a free number itself and writes it to descriptor 3, so two of them never collide.
    const args = ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp', '-noreset'];
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true });
    child.once('error', reject);
    child.once('close', (code) => reject(new SetupFailure(`Xvfb ended at once (exit ${code})`)));
    createInterface({ input: child.stdio[3] }).once('line', (number) => {
      child.removeAllListeners('close');
      child.stdio[3].destroy();
      child.unref();
      resolve({ number: number.trim(), end: () => child.kill('SIGTERM') });
    });
  });
}

/** Calls `body` with an environment that has a display, and ends a display started for it. */
export async function withDisplay(body, env = process.env) {
  if (process.platform !== 'linux' || env.DISPLAY || env.WAYLAND_DISPLAY) return body(env);
  const display = await startXvfb();
  say(`no display here: started a virtual one (:${display.number})`);
  process.once('exit', display.end);
  try {
    return await body({ ...env, DISPLAY: `:${display.number}` });
  } finally {
    process.off('exit', display.end);
    display.end();
  }
}

/** Chromium refuses to run as root with its sandbox; the switch is added only then, and said aloud. */
export function sandboxArguments() {
  if (process.platform !== 'linux' || os.userInfo().uid !== 0) return [];
  say('running as root: Chromium’s sandbox is off (--no-sandbox)');
  return ['--no-sandbox'];
}
