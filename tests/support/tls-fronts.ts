// What a terminal meets instead of the gateway's TLS: a stranger's certificate, no TLS at all, a line that is cut while greeting.
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import path from 'node:path';

export const tlsFaults = ['a certificate nobody vouches for', 'no TLS at all', 'a greeting cut short'] as const;
export type TlsFault = (typeof tlsFaults)[number];

export interface TlsFront {
  /** `https://127.0.0.1:PORT` */
  readonly url: string;
  /** Requests that were understood: none may be, since nothing that is signed goes to a stranger. */
  readonly requests: string[];
  /** Connections that were tried. */
  connections(): number;
  close(): Promise<void>;
}

/** The key belongs to nothing but this: it is in the repository for everybody to read. */
const stranger = (): { key: Buffer; cert: Buffer } => ({ key: pem('self-signed.key.pem'), cert: pem('self-signed.cert.pem') });
const pem = (name: string): Buffer => readFileSync(path.join(import.meta.dirname, 'tls', name));

export async function startTlsFront(fault: TlsFault): Promise<TlsFront> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = serverFor(fault, requests);
  server.on('connection', (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // An IP socket's address is never a path.
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://127.0.0.1:${port}`, requests, connections: () => connections,
    close: () => new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    }),
  };
}

function serverFor(fault: TlsFault, requests: string[]): Server {
  const answer = (incoming: { readonly url?: string | undefined }, response: { end(text: string): void }): void => {
    requests.push(incoming.url ?? '');
    response.end('{}');
  };
  switch (fault) {
    case 'a certificate nobody vouches for': return createHttpsServer(stranger(), answer);
    case 'no TLS at all': return createHttpServer(answer);
    case 'a greeting cut short': return createTcpServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(Buffer.of(0x16, 0x03, 0x03)));
    });
  }
}
