// What may be typed after `npm run pos --`.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { dateSchema, staffIdSchema } from '#shared/contract/values.ts';

interface Form {
  /** Words that must follow, by name. */
  readonly words: readonly string[];
  readonly flags: readonly string[];
  /** Options with a value, and what a value may be. */
  readonly options: Readonly<Record<string, Kind>>;
}

/** What the value of an option must be, for the complaint, and whether a text is one. */
interface Kind {
  readonly name: string;
  readonly takes: (text: string) => boolean;
}

const aDate: Kind = { name: 'a date such as 2026-11-24', takes: (text) => dateSchema.safeParse(text).success };
const aFormat: Kind = { name: 'jsonl or csv', takes: (text) => text === 'jsonl' || text === 'csv' };
const aManager: Kind = { name: 'the number of a manager', takes: (text) => staffIdSchema.safeParse(text).success };
const aDirectory: Kind = { name: 'a directory', takes: (text) => text !== '' && !text.startsWith('--') };

const bare: Form = { words: [], flags: [], options: {} };

const forms = {
  status: bare,
  verify: { ...bare, flags: ['whole'] },
  sync: bare,
  doctor: bare,
  backup: { ...bare, words: ['FILE'] },
  restore: { ...bare, words: ['FILE'], options: { 'new-terminal': aManager } },
  export: { ...bare, words: ['FILE'], options: { from: aDate, to: aDate, format: aFormat } },
} as const satisfies Record<string, Form>;

export type Command = keyof typeof forms;

export interface PosArguments {
  readonly command: Command;
  readonly words: readonly string[];
  readonly flags: ReadonlySet<string>;
  /** Values of the options that were given. */
  readonly options: Readonly<Record<string, string>>;
  /** One JSON value on standard output instead of lines for people. */
  readonly isJson: boolean;
  /** The terminal's data directory; null: where the terminal itself would look. */
  readonly dataDir: string | null;
}

export const usage = `usage: npm run pos -- COMMAND [--json] [--data DIR]

  status            who this terminal is, its shift, what the carrier does not have yet, its backups, what needs a person
  verify [--whole]  recompute the journal since its last checkpoint, or every row of it, and name the first that does not fit
  sync              send what waits and receive what is new, once
  doctor            look at disk, keys, journal, queue, slips, backups, gateway, clock and certificate; say what to do
  backup FILE       copy the till's file, also while it sells, and verify the copy
  export FILE [--from DATE] [--to DATE] [--format jsonl|csv]
                    write the journal's rows to a file, checked, also from a damaged till as far as it can be read
  restore FILE [--new-terminal MANAGER]
                    put a backup in the place of the till's file, which is kept aside; where that could use a number twice,
                    a manager lets a new terminal take over (PIN and activation code from standard input)

exit code: 0 all is well, 1 a problem was found, 2 this text was needed`;

/** The complaint says what was wrong; usage follows it. */
export function readArguments(args: readonly string[]): Result<PosArguments, string> {
  const read = readWords(args);
  if (!read.ok) return read;
  const { words: [name, ...words], flags, options: { data = null, ...options } } = read.value;
  if (name === undefined) return err('a command is needed');
  const command = commandOf(name);
  if (command === null) return err(`unknown command ${name}`);
  const complaint = complaintAbout(command, { words, flags, options });
  return complaint === null ? ok({ command, words, flags, options, isJson: flags.has('json'), dataDir: data }) : err(complaint);
}

function complaintAbout(command: Command, { words, flags, options }: Words): string | null {
  const form: Form = forms[command];
  const given = [...[...flags].filter((one) => one !== 'json'), ...Object.keys(options)];
  const stranger = given.find((one) => !form.flags.includes(one) && !Object.hasOwn(form.options, one));
  if (stranger !== undefined) return `${command} has no option --${stranger}`;
  if (words.length > form.words.length) return `${command} takes no further words`;
  const missing = form.words[words.length];
  if (missing !== undefined) return `${command} needs ${missing}`;
  const { from, to } = options;
  return from !== undefined && to !== undefined && from > to ? '--from is after --to' : null;
}

function commandOf(word: string): Command | null {
  // The names of the table are the commands.
  return Object.hasOwn(forms, word) ? (word as Command) : null;
}

interface Words {
  readonly words: string[];
  readonly flags: Set<string>;
  readonly options: Record<string, string>;
}

const allForms: readonly Form[] = Object.values(forms);
const allFlags: ReadonlySet<string> = new Set(['json', ...allForms.flatMap((form) => form.flags)]);
const allOptions: ReadonlyMap<string, Kind> = new Map([['data', aDirectory], ...allForms.flatMap((form) => Object.entries(form.options))]);

function readWords(args: readonly string[]): Result<Words, string> {
  const read: Words = { words: [], flags: new Set(), options: {} };
  const rest = [...args];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const name = word.startsWith('--') ? word.slice(2) : '';
    const kind = allOptions.get(name);
    if (kind !== undefined) {
      const value = rest.shift();
      if (value === undefined || !kind.takes(value)) return err(`--${name} needs ${kind.name}`);
      read.options[name] = value;
    } else if (allFlags.has(name)) read.flags.add(name);
    else if (word.startsWith('-')) return err(`unknown option ${word}`);
    else read.words.push(word);
  }
  return ok(read);
}
