// What may be typed after `npm run pos --`.
import { err, ok, type Result } from '#shared/domain/base/result.ts';

export const commands = ['status', 'verify', 'sync'] as const;
export type Command = (typeof commands)[number];

const laterCommands: ReadonlySet<string> = new Set(['export', 'backup', 'restore', 'doctor']);

export interface PosArguments {
  readonly command: Command;
  /** One JSON value on standard output instead of lines for people. */
  readonly isJson: boolean;
  /** The terminal's data directory; null: where the terminal itself would look. */
  readonly dataDir: string | null;
}

export const usage = `usage: npm run pos -- COMMAND [--json] [--data DIR]

  status   who this terminal is, its shift, what the carrier does not have yet, what needs a person
  verify   recompute the whole journal and name the first row that does not fit
  sync     send what waits and receive what is new, once

exit code: 0 all is well, 1 a problem was found, 2 this text was needed`;

/** The complaint says what was wrong; usage follows it. */
export function readArguments(args: readonly string[]): Result<PosArguments, string> {
  let dataDir: string | null = null;
  let isJson = false;
  const words: string[] = [];
  const rest = [...args];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--json') isJson = true;
    else if (word === '--data') {
      const value = rest.shift();
      if (value === undefined || value === '' || value.startsWith('--')) return err('--data needs a directory');
      dataDir = value;
    } else if (word.startsWith('-')) return err(`unknown option ${word}`);
    else words.push(word);
  }
  const [name, ...more] = words;
  if (name === undefined) return err('a command is needed');
  if (laterCommands.has(name)) return err(`${name} comes with a later release`);
  const command = commands.find((one) => one === name);
  if (command === undefined) return err(`unknown command ${name}`);
  return more.length > 0 ? err(`${command} takes no further words`) : ok({ command, isJson, dataDir });
}
