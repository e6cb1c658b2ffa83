// What may be typed after `npm run pos --`.
import { err, ok, type Result } from '#shared/domain/base/result.ts';

interface Form {
  /** Words that must follow, by name. */
  readonly words: readonly string[];
  readonly flags: readonly string[];
}

const bare: Form = { words: [], flags: [] };

const forms = {
  status: bare,
  verify: { ...bare, flags: ['whole'] },
  sync: bare,
  backup: { ...bare, words: ['FILE'] },
} as const satisfies Record<string, Form>;

export type Command = keyof typeof forms;

const laterCommands: ReadonlySet<string> = new Set(['export', 'restore', 'doctor']);

export interface PosArguments {
  readonly command: Command;
  readonly words: readonly string[];
  readonly flags: ReadonlySet<string>;
  /** One JSON value on standard output instead of lines for people. */
  readonly isJson: boolean;
  /** The terminal's data directory; null: where the terminal itself would look. */
  readonly dataDir: string | null;
}

export const usage = `usage: npm run pos -- COMMAND [--json] [--data DIR]

  status            who this terminal is, its shift, what the carrier does not have yet, its backups, what needs a person
  verify [--whole]  recompute the journal since its last checkpoint, or every row of it, and name the first that does not fit
  sync              send what waits and receive what is new, once
  backup FILE       copy the till's file, also while it sells, and verify the copy

exit code: 0 all is well, 1 a problem was found, 2 this text was needed`;

/** The complaint says what was wrong; usage follows it. */
export function readArguments(args: readonly string[]): Result<PosArguments, string> {
  const read = readWords(args);
  if (!read.ok) return read;
  const { words: [name, ...words], flags, dataDir } = read.value;
  if (name === undefined) return err('a command is needed');
  if (laterCommands.has(name)) return err(`${name} comes with a later release`);
  const command = commandOf(name);
  if (command === null) return err(`unknown command ${name}`);
  const form: Form = forms[command];
  const stranger = [...flags].find((one) => ![...form.flags, 'json'].includes(one));
  if (stranger !== undefined) return err(`${command} has no option --${stranger}`);
  if (words.length > form.words.length) return err(`${command} takes no further words`);
  const missing = form.words[words.length];
  if (missing !== undefined) return err(`${command} needs ${missing}`);
  return ok({ command, words, flags, isJson: flags.has('json'), dataDir });
}

function commandOf(word: string): Command | null {
  // The names of the table are the commands.
  return Object.hasOwn(forms, word) ? (word as Command) : null;
}

interface Words {
  readonly words: string[];
  readonly flags: Set<string>;
  dataDir: string | null;
}

const allFlags: ReadonlySet<string> = new Set(['json', ...Object.values(forms).flatMap((form: Form) => form.flags)]);

function readWords(args: readonly string[]): Result<Words, string> {
  const read: Words = { words: [], flags: new Set(), dataDir: null };
  const rest = [...args];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const name = word.startsWith('--') ? word.slice(2) : '';
    if (allFlags.has(name)) read.flags.add(name);
    else if (name === 'data') {
      const value = rest.shift();
      if (value === undefined || value === '' || value.startsWith('--')) return err('--data needs a directory');
      read.dataDir = value;
    } else if (word.startsWith('-')) return err(`unknown option ${word}`);
    else read.words.push(word);
  }
  return ok(read);
}
