// The version of this program, as package.json has it.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

export function readAppVersion(): string {
  const text = readFileSync(path.join(import.meta.dirname, '../../package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
