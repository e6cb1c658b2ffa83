// Works through the till's print queue, one job at a time and each at most once.
//
//   queued ── begin ──> handed ── answer ──> spooled | saved | failed
//                         └── no answer, or found so after a restart ──> unconfirmed
//
// Nothing here is tried again by itself: whether paper came out only a person can see, who then asks for a copy.
import type { ReplyOf, RequestOf } from '#shared/contract/till-api.ts';
import type { PrintJob } from '#shared/contract/till/sale-channels.ts';
import { printDetailOf } from './print-detail.ts';

/** What came of handing a page to the shell. lost: it was handed over, but no answer came back. */
export type PrintAnswer = ReplyOf<'printer.print'> | 'lost';

export interface PrintQueuePorts {
  /** Open jobs, oldest first; none when the till does not answer. */
  readonly pending: () => Promise<readonly PrintJob[]>;
  /** Null: the till refuses, so the job must not be printed. */
  readonly begin: (job: PrintJob) => Promise<PrintJob | null>;
  readonly print: (job: PrintJob) => Promise<PrintAnswer>;
  /** False: the till did not take the report; it is made again when the job shows up once more. */
  readonly finish: (report: RequestOf<'print.finish'>) => Promise<boolean>;
}

type Outcome = Omit<RequestOf<'print.finish'>, 'printJobId'>;

export interface PrintQueue {
  /** Looks for jobs now; while it is at work, looks once more afterwards. */
  readonly wake: () => void;
  /** Finishes the job at hand and takes no other. */
  readonly stop: () => void;
}

/** Makes a queue that sleeps until it is woken. */
export function createPrintQueue(ports: PrintQueuePorts): PrintQueue {
  const attempted = new Set<string>();
  const unreported = new Map<string, Outcome>();
  let isWorking = false;
  let isWanted = false;
  let isStopped = false;

  const report = async (printJobId: string, outcome: Outcome): Promise<void> => {
    unreported.set(printJobId, outcome);
    if (await ports.finish({ printJobId, ...outcome })) unreported.delete(printJobId);
  };
  const attempt = async (job: PrintJob): Promise<void> => {
    const begun = await ports.begin(job);
    if (begun === null) return;
    attempted.add(job.printJobId);
    await report(job.printJobId, outcomeOf(await ports.print(begun)));
  };
  const take = async (job: PrintJob): Promise<void> => {
    if (job.state === 'handed') await report(job.printJobId, unreported.get(job.printJobId) ?? lostOutcome);
    else if (job.state === 'queued' && !attempted.has(job.printJobId)) await attempt(job);
  };
  const work = async (): Promise<void> => {
    while (isWanted && !isStopped) {
      isWanted = false;
      for (const job of await ports.pending()) {
        if (isStopped) return;
        await take(job);
      }
    }
  };
  const wake = (): void => {
    isWanted = true;
    if (isWorking || isStopped) return;
    isWorking = true;
    void work().finally(() => {
      isWorking = false;
      // Woken between the last look and here.
      if (isWanted) wake();
    });
  };
  return { wake, stop: () => { isStopped = true; } };
}

const lostOutcome: Outcome = { outcome: 'unconfirmed', detail: '' };

function outcomeOf(answer: PrintAnswer): Outcome {
  if (answer === 'lost') return lostOutcome;
  if (answer.ok) return { outcome: answer.value.outcome, detail: answer.value.detail.slice(0, 300) };
  return { outcome: isCertain(answer.problem.code) ? 'failed' : 'unconfirmed', detail: printDetailOf(answer.problem) };
}

/** Whether a refusal says for certain that nothing went to the printer. */
function isCertain(code: string): boolean {
  return code !== 'print-timeout' && code !== 'internal' && code !== 'till-restarting';
}
