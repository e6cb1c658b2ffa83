// The queue against a till that is played by a table: what is printed, what is reported, and in which order.
import { describe, expect, it } from 'vitest';
import type { PrintJob } from '#shared/contract/till/sale-channels.ts';
import { createPrintQueue, type PrintAnswer, type PrintQueuePorts } from '#renderer/features/receipt/print-queue.ts';
import { aPrintJob } from './print-jobs.ts';

const spooled: PrintAnswer = { ok: true, value: { outcome: 'spooled', detail: 'XP-80' } };

interface Scene {
  readonly jobs: PrintJob[];
  readonly answers?: Readonly<Record<string, PrintAnswer>>;
  readonly refusedBegins?: readonly string[];
  /** How many reports the till fails to take. */
  lostReports?: number;
  /** Runs while the named job is being printed. */
  readonly during?: Readonly<Record<string, () => void>>;
}

// A till that keeps its queue as the real one does: finished jobs leave it, begun ones stay as handed.
function tillOf(scene: Scene): { readonly log: string[]; readonly ports: PrintQueuePorts } {
  const log: string[] = [];
  const { jobs } = scene;
  const at = (id: string): number => jobs.findIndex((job) => job.printJobId === id);
  const ports: PrintQueuePorts = {
    pending: () => Promise.resolve([...jobs]),
    begin: ({ printJobId }) => {
      if (scene.refusedBegins?.includes(printJobId)) return Promise.resolve(null);
      log.push(`begin ${printJobId}`);
      const begun = { ...jobs[at(printJobId)]!, state: 'handed' as const };
      jobs[at(printJobId)] = begun;
      return Promise.resolve(begun);
    },
    print: ({ printJobId }) => {
      log.push(`print ${printJobId}`);
      scene.during?.[printJobId]?.();
      return Promise.resolve(scene.answers?.[printJobId] ?? spooled);
    },
    finish: ({ printJobId, outcome, detail }) => {
      const isLost = (scene.lostReports ?? 0) > 0;
      if (isLost) scene.lostReports = (scene.lostReports ?? 0) - 1;
      log.push(`${isLost ? 'lost report' : 'report'} ${printJobId} ${outcome} ${detail}`.trim());
      if (!isLost) jobs.splice(at(printJobId), 1);
      return Promise.resolve(!isLost);
    },
  };
  return { log, ports };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) await Promise.resolve();
}

describe('receipt/print-queue', () => {
  it('[PQ1] begins a job before it prints it and reports the end', async () => {
    const { log, ports } = tillOf({ jobs: [aPrintJob('a')] });
    createPrintQueue(ports).wake();
    await settled();
    expect(log).toEqual(['begin a', 'print a', 'report a spooled XP-80']);
  });

  it('[PQ1] does not print what the till does not let begin', async () => {
    const { log, ports } = tillOf({ jobs: [aPrintJob('a')], refusedBegins: ['a'] });
    createPrintQueue(ports).wake();
    await settled();
    expect(log).toEqual([]);
  });

  it('[PQ1] prints a job once, even if the till keeps listing it as queued', async () => {
    const job = aPrintJob('a');
    const { log, ports } = tillOf({ jobs: [job] });
    const queue = createPrintQueue({ ...ports, pending: () => Promise.resolve([job]) });
    queue.wake();
    await settled();
    queue.wake();
    await settled();
    expect(log.filter((line) => line.startsWith('print'))).toEqual(['print a']);
  });

  it('[PQ2] prints one after the other and goes on behind a failure', async () => {
    const failure: PrintAnswer = { ok: false, problem: { code: 'printer-stopped', printer: 'XP-80', reason: 'media-empty-error' } };
    const { log, ports } = tillOf({ jobs: [aPrintJob('a'), aPrintJob('b'), aPrintJob('c')], answers: { a: failure } });
    createPrintQueue(ports).wake();
    await settled();
    expect(log).toEqual([
      'begin a', 'print a', 'report a failed printer-stopped|XP-80|media-empty-error',
      'begin b', 'print b', 'report b spooled XP-80', 'begin c', 'print c', 'report c spooled XP-80',
    ]);
  });

  it('[PQ2] prints a job that is queued while another is on its way, and never both at once', async () => {
    const jobs = [aPrintJob('a')];
    const wakers: Array<() => void> = [];
    const { log, ports } = tillOf({ jobs, during: { a: () => { jobs.push(aPrintJob('b')); wakers.forEach((wake) => wake()); } } });
    const queue = createPrintQueue(ports);
    wakers.push(queue.wake);
    queue.wake();
    await settled();
    expect(log).toEqual(['begin a', 'print a', 'report a spooled XP-80', 'begin b', 'print b', 'report b spooled XP-80']);
  });

  it('[PQ3] reports a job found as handed over as unconfirmed and does not print it', async () => {
    const { log, ports } = tillOf({ jobs: [aPrintJob('a', { state: 'handed' }), aPrintJob('b')] });
    createPrintQueue(ports).wake();
    await settled();
    expect(log).toEqual(['report a unconfirmed', 'begin b', 'print b', 'report b spooled XP-80']);
  });

  it.each([
    ['an answer that was lost', 'lost', 'report a unconfirmed'],
    ['a printer that did not answer in time', { ok: false, problem: { code: 'print-timeout' } }, 'report a unconfirmed print-timeout'],
    ['a shell that broke', { ok: false, problem: { code: 'internal', reference: 'window' } }, 'report a unconfirmed internal'],
    ['a printer that is not there', { ok: false, problem: { code: 'printer-missing', printer: 'XP-80' } }, 'report a failed printer-missing|XP-80'],
    ['a page that could not be made', { ok: false, problem: { code: 'print-failed', detail: 'no page' } }, 'report a failed print-failed'],
    ['a file instead of paper', { ok: true, value: { outcome: 'saved', detail: 'a.pdf' } }, 'report a saved a.pdf'],
  ] satisfies Array<[string, PrintAnswer, string]>)('[PQ4] tells apart what is certain: %s', async (_name, answer, report) => {
    const { log, ports } = tillOf({ jobs: [aPrintJob('a')], answers: { a: answer } });
    createPrintQueue(ports).wake();
    await settled();
    expect(log.at(-1)).toBe(report);
  });

  it('[PQ5] reports again what the till could not take, without printing again', async () => {
    const { log, ports } = tillOf({ jobs: [aPrintJob('a')], lostReports: 1 });
    const queue = createPrintQueue(ports);
    queue.wake();
    await settled();
    queue.wake();
    await settled();
    expect(log).toEqual(['begin a', 'print a', 'lost report a spooled XP-80', 'report a spooled XP-80']);
  });

  it('[PQ2] takes no further job once it is stopped', async () => {
    const stops: Array<() => void> = [];
    const { log, ports } = tillOf({ jobs: [aPrintJob('a'), aPrintJob('b')], during: { a: () => stops.forEach((stop) => stop()) } });
    const queue = createPrintQueue(ports);
    stops.push(queue.stop);
    queue.wake();
    await settled();
    expect(log).toEqual(['begin a', 'print a', 'report a spooled XP-80']);
  });
});
