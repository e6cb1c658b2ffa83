// The part of yazl that is used here; the package brings no types of its own.
declare module 'yazl' {
  import type { Readable } from 'node:stream';

  export class ZipFile {
    readonly outputStream: Readable;
    addBuffer(buffer: Buffer, path: string, options?: { mtime?: Date }): void;
    /** The stream is asked for when its turn comes. */
    addReadStreamLazy(path: string, options: { mtime?: Date }, open: (give: (error: Error | null, stream?: Readable) => void) => void): void;
    end(): void;
    on(event: 'error', listener: (cause: Error) => void): this;
  }
}
