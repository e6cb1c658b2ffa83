// Printing a receipt: on the chosen printer, or as a file where none is chosen. Says what is known and no more.
import path from 'node:path';
import type { z } from 'zod';
import { err, ok } from '#shared/domain/base/result.ts';
import type { Result } from '#shared/domain/base/result.ts';
import type { Problem, ProblemOf } from '#shared/contract/problems.ts';
import { saleChannels } from '#shared/contract/till/sale-channels.ts';
import { writeFileAtomically } from '../../hosts/write-file-atomically.ts';
import { fileName } from './file-name.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { createPrintPage } from './print-window.ts';
import type { PrintPage } from './print-window.ts';
import type { PrinterChannelsOptions } from './printer-channels.ts';
import { findPrinter, viewPrinter } from './printer.ts';
import type { PrinterView } from './printer.ts';
import type { Timers } from '../../core/ports.ts';

const listSpec = saleChannels['printer.list'];
const printSpec = saleChannels['printer.print'];
type PrintRequest = z.output<typeof printSpec.request>;
type PrintReply = z.output<typeof printSpec.reply>;
type PrintProblem = ProblemOf<(typeof printSpec.problems)[number]>;

/** After this the outcome is unknown: the paper may still come. */
const PRINT_LIMIT_MS = 20_000;

export interface Printing {
  list(raw: unknown): Promise<Result<PrinterView[], Problem>>;
  print(raw: unknown): Promise<Result<PrintReply, Problem>>;
}

export function createPrinting(options: PrinterChannelsOptions): Printing {
  const inTurn = oneAtATime();
  const list = async (): Promise<PrinterView[]> => {
    const contents = options.contents();
    const printers = contents === null ? [] : await contents.getPrintersAsync();
    return printers.slice(0, 200).map(viewPrinter);
  };
  return {
    list: async (raw) => {
      const parsed = listSpec.request.safeParse(raw);
      return parsed.success ? ok(await list()) : invalid(parsed.error);
    },
    print: async (raw) => {
      const parsed = printSpec.request.safeParse(raw);
      if (!parsed.success) return invalid(parsed.error);
      const request = parsed.data;
      return inTurn(() => printOne(options, list, request));
    },
  };
}

function invalid(error: z.ZodError): Result<never, Problem> {
  return err({ code: 'request-invalid', path: error.issues[0]?.path.join('.') ?? '' });
}

async function printOne(options: PrinterChannelsOptions, list: () => Promise<PrinterView[]>, request: PrintRequest): Promise<Result<PrintReply, PrintProblem>> {
  if (request.printer !== '') {
    const found = findPrinter(await list(), request.printer);
    if (!found.ok) return found;
  }
  const page = createPrintPage(request.html, request.paperMm, request.title);
  try {
    return await withinLimit(options.timers, deliver(page, options.receiptsDir, request));
  } catch (cause) {
    options.logger.warn('print.failed', { printJobId: request.printJobId });
    return err({ code: 'print-failed', detail: cause instanceof Error ? cause.message.slice(0, 200) : 'unknown' });
  } finally {
    // Also ends what is still under way after the limit, so that it cannot disturb the next one.
    page.close();
  }
}

async function deliver(page: PrintPage, receiptsDir: string, request: PrintRequest): Promise<Result<PrintReply, PrintProblem>> {
  await page.load();
  if (request.printer === '') return ok({ outcome: 'saved', ...await save(page, receiptsDir, request.title) });
  await page.spool(request.printer);
  return ok({ outcome: 'spooled', detail: request.printer });
}

/** The file's name carries the receipt's title and nothing of the customer. */
async function save(page: PrintPage, directory: string, title: string): Promise<{ readonly detail: string; readonly file: string }> {
  const name = `${fileName(title)}.pdf`;
  const file = path.join(directory, name);
  writeFileAtomically(file, await page.pdf(), { fileMode: 0o600, directoryMode: 0o700 });
  return { detail: name, file };
}

/** The limit is on the system's part alone: waiting for another receipt does not count. */
async function withinLimit(timers: Timers, work: Promise<Result<PrintReply, PrintProblem>>): Promise<Result<PrintReply, PrintProblem>> {
  let cancel: () => void = () => undefined;
  const tooLate = new Promise<Result<PrintReply, PrintProblem>>((resolve) => {
    cancel = timers.after(PRINT_LIMIT_MS, () => resolve(err({ code: 'print-timeout' })));
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    cancel();
  }
}
