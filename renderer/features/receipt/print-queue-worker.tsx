// Prints what the till has queued. Mounted once for the whole window, also behind the lock: a slip asked for just before
// signing out still comes out. Shows nothing; what it lays out is masked like the paper itself.
import { useEffect, useState, type ReactNode } from 'react';
import type { PrintJob } from '#shared/contract/till/sale-channels.ts';
import { till } from '#renderer/till/till-client.ts';
import { onTopic } from '#renderer/till/till-topics.ts';
import { loadedApart } from '#renderer/ui/loaded-apart.tsx';
import { PrintBoundary } from './print-boundary.tsx';
import { createPrintQueue, type PrintAnswer } from './print-queue.ts';

// Loaded with the first job: the sign-in screen needs neither paper nor react-to-print.
const PrintSheet = loadedApart(async () => (await import('./print-sheet.tsx')).PrintSheet);

/** The shell answers within its own time-out; this is for a shell that does not answer at all. */
const PATIENCE_MS = 60_000;

interface Sheet {
  readonly job: PrintJob;
  readonly timeZone: string;
  readonly settle: (answer: PrintAnswer) => void;
}

const noPage: PrintAnswer = { ok: false, problem: { code: 'print-failed', detail: 'no page' } };

async function handOver({ job, settle }: Sheet, html: string): Promise<void> {
  const { printJobId, title, printer, paperMm } = job;
  settle(await till['printer.print']({ printJobId, title, html, printer, paperMm }));
}

/** Lays a job out and waits for the shell's answer, but not for ever: the jobs behind it are waiting too. */
async function printOn(show: (sheet: Sheet | null) => void, job: PrintJob): Promise<PrintAnswer> {
  const terminal = await till['terminal.read']({});
  const timeZone = terminal.ok ? terminal.value.timeZone : 'UTC';
  const answer = await new Promise<PrintAnswer>((settle) => {
    show({ job, timeZone, settle });
    setTimeout(() => settle('lost'), PATIENCE_MS);
  });
  show(null);
  return answer;
}

export function PrintQueueWorker(): ReactNode {
  const [sheet, setSheet] = useState<Sheet | null>(null);
  useEffect(() => {
    const queue = createPrintQueue({
      pending: async () => {
        const reply = await till['print.pending']({});
        return reply.ok ? reply.value : [];
      },
      begin: async ({ printJobId }) => {
        const reply = await till['print.begin']({ printJobId });
        return reply.ok ? reply.value : null;
      },
      print: (job) => printOn(setSheet, job),
      finish: async (report) => (await till['print.finish'](report)).ok,
    });
    const forget = onTopic(({ topic, host }) => {
      if (topic === 'print' || topic === 'terminal' || host === 'restarted') queue.wake();
    });
    queue.wake();
    return () => {
      forget();
      queue.stop();
    };
  }, []);
  if (sheet === null) return null;
  const { job, timeZone, settle } = sheet;
  const giveUp = (): void => settle(noPage);
  return (
    <PrintBoundary key={job.printJobId} onBroken={giveUp}>
      <PrintSheet job={job} timeZone={timeZone} onPage={(html) => handOver(sheet, html)} onNoPage={giveUp} />
    </PrintBoundary>
  );
}
