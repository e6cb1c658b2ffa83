// The channels that the shell answers itself. Printing is loaded when first asked for: opening the window must not wait.
import type { WebContents } from 'electron';
import type { Logger, Timers } from '../../core/ports.ts';
import type { ShellHandlers } from '../serve-call.ts';
import type { Printing } from './printing.ts';

export interface PrinterChannelsOptions {
  /** Any page of ours, for asking which printers there are; null while there is no window. */
  readonly contents: () => WebContents | null;
  readonly receiptsDir: string;
  readonly logger: Logger;
  readonly timers: Timers;
}

/** Handlers for `printer.list` and `printer.print`, which parse what the window sent. */
export function printerChannels(options: PrinterChannelsOptions): ShellHandlers {
  let printing: Promise<Printing> | undefined;
  const loaded = (): Promise<Printing> => (printing ??= import('./printing.ts').then(({ createPrinting }) => createPrinting(options)));
  return {
    'printer.list': async (raw) => (await loaded()).list(raw),
    'printer.print': async (raw) => (await loaded()).print(raw),
  };
}
