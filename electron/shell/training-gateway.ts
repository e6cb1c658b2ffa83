// The carrier's side in training mode: our own gateway as a process beside the till, by path and never by import.
import path from 'node:path';
import { utilityProcess } from 'electron';
import type { UtilityProcess } from 'electron';
import type { Logger, Timers } from '../core/ports.ts';

export interface TrainingGatewayOptions {
  /** The built gateway.cjs. */
  readonly script: string;
  readonly trainingDir: string;
  readonly port: number;
  readonly logger: Logger;
  readonly timers: Timers;
  /** It can be reached from now on. */
  readonly onListening: () => void;
}

export interface TrainingGateway {
  /** Ends it in order, so that its database closes; gives up waiting after `limitMs`. */
  close(limitMs: number): Promise<void>;
}

const FIRST_DELAY_MS = 1000;
const MAX_DELAY_MS = 30_000;

/** Runs until closed; a gateway that dies is started again, later each time. The till works on meanwhile. */
export function startTrainingGateway(options: TrainingGatewayOptions): TrainingGateway {
  let isClosing = false;
  let delayMs = FIRST_DELAY_MS;
  let child: UtilityProcess | undefined;
  let cancelRestart: () => void = () => undefined;
  let onGone: () => void = () => undefined;
  const start = (): void => {
    child = forkGateway(options);
    child.on('message', () => {
      options.logger.info('training-gateway.listening', { port: options.port });
      delayMs = FIRST_DELAY_MS;
      options.onListening();
    });
    child.once('exit', (code) => {
      child = undefined;
      if (isClosing) return onGone();
      options.logger.warn('training-gateway.exited', { code, retryInMs: delayMs });
      cancelRestart = options.timers.after(delayMs, start);
      delayMs = Math.min(delayMs * 2, MAX_DELAY_MS);
    });
  };
  start();
  return {
    close: async (limitMs) => {
      isClosing = true;
      cancelRestart();
      if (child === undefined) return;
      const gone = new Promise<void>((resolve) => {
        onGone = resolve;
        options.timers.after(limitMs, resolve);
      });
      child.kill();
      await gone;
    },
  };
}

function forkGateway(options: TrainingGatewayOptions): UtilityProcess {
  const database = path.join(options.trainingDir, 'gateway');
  const args = ['--port', String(options.port), '--database', database, '--seed', 'training'];
  return utilityProcess.fork(options.script, args, { serviceName: 'Heyon POS training gateway', stdio: 'inherit' });
}
