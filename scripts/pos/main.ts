// npm run pos: the support tool, on the terminal's own data and without a window. See command-line.ts for its commands.
import { existsSync } from 'node:fs';
import os from 'node:os';
import { askHidden } from './ask-hidden.ts';
import { runPos } from './run-pos.ts';

process.exitCode = await runPos(process.argv.slice(2), {
  env: process.env, platform: process.platform, homeDir: os.homedir(), exists: existsSync,
  out: (text) => process.stdout.write(`${text}\n`),
  ask: askHidden,
  complain: (text) => process.stderr.write(`${text}\n`),
});
