// What a person types at the support tool's questions is not shown; a script pipes its answers in.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const program = path.join(import.meta.dirname, 'ask-child.ts');

interface Heard {
  /** All that stood on the screen. */
  readonly shown: string;
  readonly answers: readonly string[];
}

/** `type` is called with what is on the screen so far, each time that grows. */
async function heard(child: ChildProcess, type: (shown: string) => void): Promise<Heard> {
  let shown = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (piece: Buffer) => {
      shown += piece.toString('utf8');
      type(shown);
    });
  }
  await once(child, 'close');
  const answers = JSON.parse(Buffer.from(/answers=(\S+)/.exec(shown)?.[1] ?? '', 'base64').toString('utf8') || '[]') as string[];
  return { shown, answers };
}

describe('pos: questions', () => {
  it.each([
    ['two lines', '135790\nAB12-CD34\n', ['135790', 'AB12-CD34']],
    ['lines of Windows', '135790\r\nAB12-CD34\r\n', ['135790', 'AB12-CD34']],
    ['no end of the last line', ' 135790 \nAB12-CD34', ['135790', 'AB12-CD34']],
    ['one line only', '135790\n', ['135790', '']],
    ['nothing', '', ['', '']],
  ])('[ST10] takes its answers from a pipe: %s', async (_name, piped, answers) => {
    const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'pipe'] });
    child.stdin.end(piped);
    const end = await heard(child, () => undefined);
    expect(end.answers).toEqual(answers);
    expect(end.shown).toContain('PIN: ');
  });

  it.runIf(process.platform === 'linux')('[ST10] shows nothing of what is typed at a terminal', async () => {
    // This program of the system gives the other one a terminal of its own.
    const child = spawn('script', ['-qec', `'${process.execPath}' '${program}'`, '/dev/null'], { stdio: ['pipe', 'pipe', 'pipe'] });
    const lines = [['PIN: ', '135790\r'], ['code: ', 'AB12-CD34\r']] as const;
    let typed = 0;
    const end = await heard(child, (shown) => {
      const line = lines[typed];
      if (line === undefined || !shown.includes(line[0])) return;
      typed += 1;
      child.stdin.write(line[1]);
    });
    expect(end.answers).toEqual(['135790', 'AB12-CD34']);
    expect(end.shown).not.toContain('135790');
    expect(end.shown).not.toContain('AB12');
  });
});
