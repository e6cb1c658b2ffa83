// What a benchmark hears from the programs it starts.
import type { ChildProcess } from 'node:child_process';

/** The first line a program prints; fails when it ends before that. */
export async function firstLine(child: ChildProcess): Promise<string> {
  const [line = ''] = await lines(child, 1);
  return line;
}

/** The first lines a program prints, and a call as soon as the first is there. */
export function lines(child: ChildProcess, count: number, onFirst: () => void = () => undefined): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    let text = '';
    let found: readonly string[] = [];
    child.stdout?.on('data', (part: Buffer) => {
      text += part.toString();
      const isFirst = found.length === 0;
      found = text.split('\n').slice(0, -1);
      if (isFirst && found.length > 0) onFirst();
      if (found.length >= count) resolve(found.slice(0, count));
    });
    child.on('exit', (code) => reject(new Error(`ended with ${code} before a word`)));
  });
}

export function ended(child: ChildProcess): Promise<void> {
  return child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : new Promise((resolve) => { child.on('exit', () => resolve()); });
}
