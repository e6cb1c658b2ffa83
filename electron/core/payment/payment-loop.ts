// Looks after payments without an end, one request per payment at a time.
//
//   send ──▶ busy ──answer──▶ over | waiting, timer by the gateway's wish or by back-off
//   A look while busy takes one more step right after. Nothing of this is stored: after a restart open payments are read
//   from disk and asked about, or undone where they were never sent. No payment is ever sent twice.
import { Temporal } from 'temporal-polyfill';
import { parseRetryAfter, retryDelayMs } from '#shared/domain/backoff.ts';
import type { PaymentId } from '#shared/domain/ids.ts';
import type { PaymentDesk, Till } from '../till.ts';
import { readPayment, readPaymentsToAsk, type PaymentRow } from './payment-repository.ts';
import { canBeAsked, takeStep, type StepEnd, type Unsent } from './payment-step.ts';

export interface PaymentLoop extends PaymentDesk {
  /** Reads what an earlier process life left open. */
  start(): void;
  /** Stops for good; waits for what is under way. */
  stop(): Promise<void>;
}

interface Job {
  unsent: Unsent | null;
  failures: number;
  underWay: Promise<void> | null;
  isLookWaiting: boolean;
  cancelTimer: () => void;
  dueAt: string | null;
  /** A gateway that asked for patience gets it; only a person may ask earlier. */
  isPatient: boolean;
}

/** A customer waits: shorter than the sync's patience. */
const LONGEST_WAIT_MS = 30_000;
const SHORTEST_WAIT_MS = 500;
const DELAY_WHEN_IN_DOUBT_MS = 5_000;

export function createPaymentLoop(till: Till): PaymentLoop {
  const runner = createRunner(till);
  const { jobs, jobOf, go, run } = runner;
  const read = (paymentId: PaymentId): PaymentRow | null => readPayment(till.store.read, paymentId);
  return {
    start: () => {
      for (const row of readPaymentsToAsk(till.store.read)) if (canBeAsked(row)) go(row.paymentId, jobOf(row.paymentId));
    },
    send: (paymentId, authCode) => {
      const job = jobOf(paymentId);
      job.unsent = { authCode };
      // In a turn of its own, so that the answer to the clerk leaves before anything is sent.
      job.cancelTimer = till.ports.timers.after(0, () => go(paymentId, job));
    },
    look: (paymentId) => {
      if (canBeAsked(read(paymentId))) go(paymentId, jobOf(paymentId));
    },
    askNow: async (paymentId) => {
      if (runner.isStopped() || !canBeAsked(read(paymentId))) return;
      const job = jobOf(paymentId);
      await (job.underWay ?? run(paymentId, job));
    },
    nextAskAt: (paymentId) => jobs.get(paymentId)?.dueAt ?? null,
    wake: () => {
      for (const [paymentId, job] of jobs) if (job.failures > 0 && !job.isPatient) go(paymentId, job);
    },
    stop: () => runner.stop(),
  };
}

interface Runner {
  readonly jobs: ReadonlyMap<PaymentId, Job>;
  readonly jobOf: (paymentId: PaymentId) => Job;
  /** One step now, or right after the one under way. */
  readonly go: (paymentId: PaymentId, job: Job) => void;
  /** As go, and waits for the step. */
  readonly run: (paymentId: PaymentId, job: Job) => Promise<void>;
  isStopped(): boolean;
  stop(): Promise<void>;
}

function createRunner(till: Till): Runner {
  const jobs = new Map<PaymentId, Job>();
  let isStopped = false;
  const jobOf = (paymentId: PaymentId): Job => {
    const job = jobs.get(paymentId) ?? newJob();
    jobs.set(paymentId, job);
    return job;
  };
  const step = async (paymentId: PaymentId, job: Job): Promise<void> => {
    job.cancelTimer();
    job.dueAt = null;
    const { unsent } = job;
    // Gone before it is used: nothing here could send it a second time.
    job.unsent = null;
    const end = await stepSafely(till, paymentId, unsent);
    if (isStopped) return;
    if (end.kind === 'over') {
      if (!job.isLookWaiting) jobs.delete(paymentId);
      return;
    }
    job.failures = end.wasSilent ? job.failures + 1 : 0;
    job.isPatient = end.retryAfter !== null;
    const delayMs = delayAfter(till, end, job.failures);
    job.dueAt = delayMs <= 0 ? null : later(till.ports.clock.now(), delayMs);
    job.cancelTimer = till.ports.timers.after(delayMs, () => go(paymentId, job));
  };
  const run = (paymentId: PaymentId, job: Job): Promise<void> => {
    job.isLookWaiting = false;
    job.underWay ??= step(paymentId, job).finally(() => {
      job.underWay = null;
      if (job.isLookWaiting) go(paymentId, job);
    });
    return job.underWay;
  };
  const go = (paymentId: PaymentId, job: Job): void => {
    if (isStopped) return;
    if (job.underWay !== null) job.isLookWaiting = true;
    else run(paymentId, job).catch((cause: unknown) => till.ports.logger.error('payment.step-failed', {}, cause));
  };
  return {
    jobs, jobOf, go, run, isStopped: () => isStopped,
    stop: async () => {
      isStopped = true;
      for (const job of jobs.values()) job.cancelTimer();
      await Promise.allSettled([...jobs.values()].flatMap(({ underWay }) => (underWay === null ? [] : [underWay])));
    },
  };
}

function newJob(): Job {
  return { unsent: null, failures: 0, underWay: null, isLookWaiting: false, cancelTimer: () => undefined, dueAt: null, isPatient: false };
}

/** A bug or a full disk in one step must not leave a payment without anybody asking about it. */
async function stepSafely(till: Till, paymentId: PaymentId, unsent: Unsent | null): Promise<StepEnd> {
  try {
    return await takeStep(till, paymentId, unsent);
  } catch (cause) {
    till.ports.logger.error('payment.step-failed', {}, cause);
    return { kind: 'open', askAfterMs: DELAY_WHEN_IN_DOUBT_MS, wasSilent: false, retryAfter: null };
  }
}

function delayAfter(till: Till, end: Extract<StepEnd, { kind: 'open' }>, failures: number): number {
  if (end.askAfterMs !== null) return end.askAfterMs;
  const retryAfter = parseRetryAfter(end.retryAfter, till.ports.clock.now());
  const delayMs = retryDelayMs({ failures: Math.max(1, failures), random: till.ports.random.fraction(), retryAfter });
  return Math.max(SHORTEST_WAIT_MS, retryAfter === null ? Math.min(LONGEST_WAIT_MS, delayMs) : delayMs);
}

function later(now: string, delayMs: number): string {
  return Temporal.Instant.from(now).add({ milliseconds: Math.round(delayMs) }).toString({ smallestUnit: 'millisecond' });
}
