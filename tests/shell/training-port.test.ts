// The training gateway's port: kept while it is free, replaced when somebody else has it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chooseTrainingPort, probePort, trainingUrl } from '#shell/training-port.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'heyon-training-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const remembered = (): unknown => JSON.parse(readFileSync(path.join(dir, 'gateway.json'), 'utf8'));

describe('shell/training-port', () => {
  it('[SH15] remembers its port from start to start', async () => {
    const port = await chooseTrainingPort(dir);
    expect(remembered()).toEqual({ port });
    expect(await chooseTrainingPort(dir)).toBe(port);
    expect(trainingUrl(port)).toBe(`http://127.0.0.1:${port}`);
  });

  it('[SH15] takes another when somebody listens there', async () => {
    const port = await chooseTrainingPort(dir);
    const other = createServer();
    await new Promise<void>((resolve) => {
      other.listen(port, '127.0.0.1', resolve);
    });
    try {
      const next = await chooseTrainingPort(dir);
      expect(next).not.toBe(port);
      expect(remembered()).toEqual({ port: next });
    } finally {
      other.close();
    }
  });

  it.each(['', '{"port":"80"}', '{"port":80}', '[]', 'null'])('[SH15] starts afresh from a damaged note: %s', async (note) => {
    writeFileSync(path.join(dir, 'gateway.json'), note);
    const port = await chooseTrainingPort(dir);
    expect(port).toBeGreaterThan(1023);
    expect(await probePort(port)).toBe(port);
  });
});
