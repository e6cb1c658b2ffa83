// One line from standard input, typed by a person or piped in. What is typed is not shown: it may be a PIN.
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

const lines: string[] = [];
let hasEnded = false;

/** Piped input is read once, as a whole: it may hold the answers to several questions. Without another line: empty. */
export async function askHidden(question: string): Promise<string> {
  if (process.stdin.isTTY) return askTerminal(question);
  process.stderr.write(question);
  if (!hasEnded) {
    hasEnded = true;
    const pieces: Buffer[] = [];
    for await (const piece of process.stdin) pieces.push(Buffer.from(piece));
    lines.push(...Buffer.concat(pieces).toString('utf8').split(/\r?\n/));
  }
  return (lines.shift() ?? '').trim();
}

async function askTerminal(question: string): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  // Before the question: what is typed at once would still be shown by the terminal itself.
  const reader = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  process.stderr.write(question);
  const answer = await reader.question('');
  reader.close();
  process.stderr.write('\n');
  return answer.trim();
}
