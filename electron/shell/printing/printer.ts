// What the system says of its printers, as far as the two Electrons we run on agree about it.
import type { z } from 'zod';
import { err, ok } from '#shared/domain/base/result.ts';
import type { Result } from '#shared/domain/base/result.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { saleChannels } from '#shared/contract/till/sale-channels.ts';

export type PrinterView = z.output<(typeof saleChannels)['printer.list']['reply']>[number];

/** The part of Electron's PrinterInfo that means the same everywhere; `options` are CUPS attributes as text. */
export interface SystemPrinter {
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly options: unknown;
}

function option(printer: SystemPrinter, name: string): string {
  const { options } = printer;
  if (typeof options !== 'object' || options === null) return '';
  const value: unknown = Object.entries(options).find(([key]) => key === name)?.[1];
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** IPP's printer-state (RFC 8011 section 5.4.11): 3 idle, 4 processing, 5 stopped. */
const states: Readonly<Record<string, PrinterView['state']>> = { '3': 'idle', '4': 'busy', '5': 'stopped' };

/** A printer as the window shows it. One that takes no jobs counts as stopped whatever its state. */
export function viewPrinter(printer: SystemPrinter): PrinterView {
  const takesNoJobs = option(printer, 'printer-is-accepting-jobs') === 'false';
  const reasons = option(printer, 'printer-state-reasons').split(',').map((reason) => reason.trim()).filter((reason) => reason !== '' && reason !== 'none');
  return {
    name: printer.name,
    description: printer.displayName === '' ? printer.description : printer.displayName,
    state: takesNoJobs ? 'stopped' : (states[option(printer, 'printer-state')] ?? 'unknown'),
    reason: (takesNoJobs && reasons.length === 0 ? ['not-accepting-jobs'] : reasons).join(', '),
  };
}

/** The printer that was chosen, and no other: paper in the wrong place is worse than none. */
export function findPrinter(printers: readonly PrinterView[], name: string): Result<PrinterView, ProblemOf<'printer-missing' | 'printer-stopped'>> {
  const printer = printers.find((known) => known.name === name);
  if (printer === undefined) return err({ code: 'printer-missing', printer: name });
  if (printer.state === 'stopped') return err({ code: 'printer-stopped', printer: name, reason: printer.reason });
  return ok(printer);
}
