// System packages on Linux: finds what is missing, says why it is needed, installs it as root or prints the command.
import os from 'node:os';
import { findProgram, outputOf, run, runQuietly } from './run-command.mjs';
import { SetupFailure, say } from './say.mjs';

const libraries = () => outputOf(findProgram('ldconfig') ?? 'ldconfig', ['-p']);
const hasDisplay = () => Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const hasChineseFont = () => outputOf('fc-list', [':lang=zh-cn', 'family']).trim() !== '';

const window = 'Electron’s window';
const library = (soname, ...names) => ({ names, why: window, isPresent: (seen) => seen().includes(`${soname} `) });
const program = (name, why, ...names) => ({ names, why, isPresent: () => findProgram(name) !== undefined });

/** By purpose; each entry's `names` are the package's names, the newest Debian's first. */
const wanted = {
  window: [
    library('libgtk-3.so.0', 'libgtk-3-0t64', 'libgtk-3-0'),
    library('libnss3.so', 'libnss3'),
    library('libasound.so.2', 'libasound2t64', 'libasound2'),
    library('libgbm.so.1', 'libgbm1'),
    library('libatk-bridge-2.0.so.0', 'libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'),
    library('libcups.so.2', 'libcups2t64', 'libcups2'),
    library('libxkbcommon.so.0', 'libxkbcommon0'),
    library('libXdamage.so.1', 'libxdamage1'),
    { names: ['fonts-noto-cjk'], why: 'Chinese text in the window and on receipts', isPresent: hasChineseFont },
  ],
  display: [
    { ...program('Xvfb', 'a virtual display, since this machine has none', 'xvfb'), isPresent: () => hasDisplay() || findProgram('Xvfb') !== undefined },
  ],
  compile: [
    program('python3', 'compiling SQLite for the development runtime', 'python3'),
    program('make', 'compiling SQLite for the development runtime', 'make'),
    program('g++', 'compiling SQLite for the development runtime', 'g++'),
  ],
  test: [
    program('Xvfb', 'the virtual display the window tests run on', 'xvfb'),
    program('cupsd', 'the test that prints a receipt to a real print queue', 'cups'),
    program('lpstat', 'the test that prints a receipt to a real print queue', 'cups-client'),
    program('pdftotext', 'reading the text of printed receipts in tests', 'poppler-utils'),
    program('gcc', 'the layer that fails and cuts disk writes in tests', 'g++'),
    program('strace', 'the test that counts disk syncs per sale', 'strace'),
  ],
};

/** The entries of these purposes that this machine lacks; empty on other systems than Linux. */
export function missingPackages(purposes) {
  if (process.platform !== 'linux') return [];
  let seen;
  const seenLibraries = () => (seen ??= libraries());
  const missing = new Map();
  for (const purpose of purposes) {
    for (const entry of wanted[purpose]) {
      if (!entry.isPresent(seenLibraries)) missing.set(entry.names.join(), entry);
    }
  }
  return [...missing.values()];
}

/** The name this machine's apt knows: Debian and Ubuntu renamed some libraries to `…t64`. */
function aptName(names) {
  if (names.length === 1) return names[0];
  return names.find((name) => /^Version:/m.test(outputOf('apt-cache', ['show', '--no-all-versions', name]))) ?? names.at(-1);
}

/**
 * Makes sure the packages of these purposes are there.
 * `alsoName` are purposes that are named in the printed command, so that one round is enough, but do not stop us.
 */
export async function ensureSystemPackages(purposes, alsoName = []) {
  if (missingPackages(purposes).length === 0) return;
  const missing = missingPackages([...purposes, ...alsoName]);
  const apt = findProgram('apt-get');
  const isRoot = os.userInfo().uid === 0;
  if (apt && isRoot) {
    say('bringing apt’s package lists up to date');
    await run(apt, ['update', '-q=2', '-o', 'DPkg::Lock::Timeout=300']);
  }
  const packages = missing.map((entry) => ({ name: aptName(entry.names), why: entry.why }));
  for (const { name, why } of packages) say(`missing system package ${name}: needed for ${why}`);
  const install = ['install', '-y', '--no-install-recommends', ...packages.map(({ name }) => name)];
  if (!apt) {
    throw new SetupFailure('this system has no apt-get: install the packages named above with its own package manager, then run the command again');
  }
  if (!isRoot) {
    throw new SetupFailure(`run this, then the command again:\n\n  sudo apt-get update && sudo apt-get ${install.join(' ')}\n`);
  }
  say(`installing ${packages.map(({ name }) => name).join(' ')} (a minute or two)`);
  await installWith(apt, install);
}

async function installWith(apt, install) {
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  const args = ['-q=2', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Dpkg::Use-Pty=0', ...install];
  let result = await runQuietly(apt, args, options);
  if (result.code !== 0) {
    // An earlier run may have been cut off between unpacking and configuring.
    await runQuietly('dpkg', ['--configure', '-a'], options);
    result = await runQuietly(apt, args, options);
  }
  if (result.code === 0) return;
  const lastLines = result.output.trim().split('\n').slice(-15).join('\n');
  throw new SetupFailure(`apt-get could not install them (exit ${result.code}):\n${lastLines}`);
}
