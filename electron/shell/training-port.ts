// The address of the training gateway, known before it runs: a port of this machine, kept from start to start.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { writeFileAtomically } from '../hosts/write-file-atomically.ts';

const HOST = '127.0.0.1';

/** The port when it can be listened on (any free one for 0), else null. It is free again when this resolves. */
export function probePort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen({ host: HOST, port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : null));
    });
  });
}

function rememberedPort(file: string): number | null {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const port = typeof value === 'object' && value !== null && 'port' in value ? value.port : null;
    return typeof port === 'number' && Number.isInteger(port) && port > 1023 && port < 65_536 ? port : null;
  } catch {
    // Missing or damaged: the next free port is as good.
    return null;
  }
}

/** The port for the gateway of this training folder: the one of last time when it is still free, else a new one. */
export async function chooseTrainingPort(trainingDir: string): Promise<number> {
  const file = path.join(trainingDir, 'gateway.json');
  const remembered = rememberedPort(file);
  if (remembered !== null && (await probePort(remembered)) !== null) return remembered;
  const port = await probePort(0);
  if (port === null) throw new Error('no free port on this machine');
  writeFileAtomically(file, `${JSON.stringify({ port })}\n`);
  return port;
}

/** Where the gateway on this port is reached. */
export function trainingUrl(port: number): string {
  return `http://${HOST}:${port}`;
}
