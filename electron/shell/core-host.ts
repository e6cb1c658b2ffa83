// Keeps the core process alive and carries calls to it and topics from it. Knows processes only through CoreChild.
//
//   starting ──started──▶ running ──exit──▶ starting …  (five exits within a minute ──▶ stopped)
//       └──────close()───────┴──▶ closing ──▶ closed
//
// A call that was handed over when the core died is answered `till-restarting`: it may or may not have happened, and
// reading again tells. A call that arrives while the core starts waits, because nothing of it can have happened.
import { err } from '#shared/domain/base/result.ts';
import type { Result } from '#shared/domain/base/result.ts';
import type { Problem } from '#shared/contract/problems.ts';
import type { TopicEvent } from '#shared/contract/till-topics.ts';
import type { BackupReply, Clock, CoreOptions, FromCore, Keychain, Logger, Timers, ToCore } from '../core/ports.ts';

/** One life of the core process. */
export interface CoreChild {
  post(message: ToCore): void;
  onMessage(listener: (message: FromCore) => void): void;
  /** Called once, however the process ended. */
  onExit(listener: (code: number) => void): void;
  kill(): void;
}

export interface CoreHostPorts {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly logger: Logger;
  readonly keychain: Keychain;
  /** Starts a core process; its exit is reported, never thrown. */
  readonly fork: (start: { readonly isRestart: boolean }) => CoreChild;
}

export interface CoreHost {
  /** Answers always; see the rules at the top for a core that is away. */
  call(session: string, channel: string, raw: unknown): Promise<Result<unknown, Problem>>;
  onTopic(listener: (event: TopicEvent) => void): () => void;
  wake(): void;
  networkIsBack(): void;
  /** Takes no more calls and ends the core in order; gives up waiting after `limitMs`. */
  close(limitMs: number): Promise<void>;
}

type State = 'starting' | 'running' | 'stopped' | 'closing';
type Answer = (result: Result<unknown, Problem>) => void;
interface WaitingCall {
  readonly message: Extract<ToCore, { type: 'call' }>;
  readonly cancelTimeout: () => void;
}

const MAX_WAITING = 64;
const MAX_WAIT_MS = 15_000;
const MAX_EXITS = 5;
const EXITS_WITHIN_MS = 60_000;

const restarting = err({ code: 'till-restarting' } as const);

class Host implements CoreHost {
  readonly #ports: CoreHostPorts;
  readonly #options: CoreOptions;
  readonly #listeners = new Set<(event: TopicEvent) => void>();
  readonly #answers = new Map<number, Answer>();
  #waiting: WaitingCall[] = [];
  #exitsMs: number[] = [];
  #state: State = 'starting';
  #child: CoreChild;
  /** Processes that copy the till's file. */
  readonly #copiers = new Set<CoreChild>();
  #lastId = 0;
  #revision = 0;
  #hasDied = false;
  #onGone: (() => void) | undefined;

  constructor(ports: CoreHostPorts, options: CoreOptions) {
    this.#ports = ports;
    this.#options = options;
    this.#child = this.#fork();
  }

  call(session: string, channel: string, raw: unknown): Promise<Result<unknown, Problem>> {
    if (this.#state === 'stopped' || this.#state === 'closing') return Promise.resolve(restarting);
    if (this.#state === 'starting' && this.#waiting.length >= MAX_WAITING) return Promise.resolve(restarting);
    this.#lastId += 1;
    const message = { type: 'call', id: this.#lastId, session, channel, raw } as const;
    return new Promise((resolve) => {
      this.#answers.set(message.id, resolve);
      if (this.#state === 'running') this.#child.post(message);
      else this.#wait(message);
    });
  }

  onTopic(listener: (event: TopicEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  networkIsBack(): void {
    if (this.#state === 'running') this.#child.post({ type: 'network-is-back' });
  }

  wake(): void {
    if (this.#state === 'running') this.#child.post({ type: 'wake' });
  }

  async close(limitMs: number): Promise<void> {
    if (this.#state === 'closing' || this.#state === 'stopped') return;
    this.#state = 'closing';
    this.#answerAll();
    const gone = new Promise<void>((resolve) => {
      this.#onGone = resolve;
    });
    const cancel = this.#ports.timers.after(limitMs, () => {
      this.#ports.logger.warn('core.close-late');
      this.#onGone?.();
    });
    this.#child.post({ type: 'close' });
    // The core waits for a copy under way; half of one is of no use to anybody.
    for (const copier of this.#copiers) copier.kill();
    await gone;
    cancel();
    this.#child.kill();
  }

  #fork(): CoreChild {
    const child = this.#ports.fork({ isRestart: this.#hasDied });
    child.onMessage((message) => this.#hear(child, message));
    child.onExit((code) => this.#bury(child, code));
    child.post({ type: 'start', options: this.#options });
    return child;
  }

  #wait(message: WaitingCall['message']): void {
    const cancelTimeout = this.#ports.timers.after(MAX_WAIT_MS, () => {
      this.#waiting = this.#waiting.filter((waiting) => waiting.message.id !== message.id);
      this.#settle(message.id, restarting);
    });
    this.#waiting.push({ message, cancelTimeout });
  }

  #hear(child: CoreChild, message: FromCore): void {
    // What a dead process had said last must not speak for the next one.
    if (child !== this.#child) return;
    switch (message.type) {
      case 'started': return this.#begin();
      case 'reply': return this.#settle(message.id, message.result);
      case 'topic': return this.#announce(message.event);
      case 'keychain': return void this.#openKeychain(child, message);
      case 'backup': return this.#copy(child, message);
      case 'closed': return this.#onGone?.();
      case 'backup-written': return;
    }
  }

  #begin(): void {
    if (this.#state !== 'starting') return;
    this.#state = 'running';
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { message, cancelTimeout } of waiting) {
      cancelTimeout();
      this.#child.post(message);
    }
    this.#ports.logger.info('core.started', { isRestart: this.#hasDied, waitingCalls: waiting.length });
    if (this.#hasDied) this.#announceHost('restarted');
  }

  #bury(child: CoreChild, code: number): void {
    if (child !== this.#child) return;
    if (this.#state === 'closing') return this.#onGone?.();
    this.#ports.logger.error('core.exited', { code, openCalls: this.#answers.size });
    this.#hasDied = true;
    // Calls still waiting were never handed over: they wait on for the next process.
    const kept = new Set(this.#waiting.map((waiting) => waiting.message.id));
    for (const id of this.#answers.keys()) if (!kept.has(id)) this.#settle(id, restarting);
    this.#announceHost('down');
    if (this.#diesTooOften()) return this.#giveUp();
    this.#state = 'starting';
    this.#child = this.#fork();
  }

  #diesTooOften(): boolean {
    const nowMs = this.#ports.clock.monotonicMs();
    this.#exitsMs = [...this.#exitsMs.filter((atMs) => nowMs - atMs < EXITS_WITHIN_MS), nowMs];
    return this.#exitsMs.length >= MAX_EXITS;
  }

  #giveUp(): void {
    this.#state = 'stopped';
    this.#ports.logger.error('core.given-up', { exits: this.#exitsMs.length });
    this.#answerAll();
    this.#announceHost('stopped');
  }

  #answerAll(): void {
    for (const waiting of this.#waiting) waiting.cancelTimeout();
    this.#waiting = [];
    for (const id of this.#answers.keys()) this.#settle(id, restarting);
  }

  #settle(id: number, result: Result<unknown, Problem>): void {
    this.#answers.get(id)?.(result);
    this.#answers.delete(id);
  }

  #announceHost(host: NonNullable<TopicEvent['host']>): void {
    this.#revision += 1;
    this.#announce({ topic: 'host', revision: this.#revision, host });
  }

  #announce(event: TopicEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** In a process of its own: copying and checking a file takes seconds in which the till has to sell. */
  #copy(core: CoreChild, ask: Extract<FromCore, { type: 'backup' }>): void {
    const copier = this.#ports.fork({ isRestart: true });
    this.#copiers.add(copier);
    const answer = (result: BackupReply): void => {
      if (!this.#copiers.delete(copier)) return;
      copier.kill();
      if (core === this.#child) core.post({ type: 'backup-reply', id: ask.id, result });
    };
    copier.onMessage((message) => {
      if (message.type === 'backup-written') answer(message.result);
    });
    copier.onExit((code) => answer(err({ reason: 'failed', detail: `the copying process ended with ${code}` })));
    copier.post({ type: 'write-backup', order: ask.order });
  }

  async #openKeychain(child: CoreChild, ask: Extract<FromCore, { type: 'keychain' }>): Promise<void> {
    const { keychain, logger } = this.#ports;
    try {
      if (ask.operation === 'read') {
        const value = await keychain.read(ask.name);
        return child.post({ type: 'keychain-reply', id: ask.id, value, isSealed: false });
      }
      if (ask.operation === 'inspect') {
        const state = await keychain.inspect(ask.name);
        return child.post({ type: 'keychain-reply', id: ask.id, value: null, isSealed: state?.isSealed ?? false, state });
      }
      const { isSealed } = await keychain.write(ask.name, ask.value ?? '');
      child.post({ type: 'keychain-reply', id: ask.id, value: null, isSealed });
    } catch (cause) {
      logger.error('keychain.failed', { operation: ask.operation, name: ask.name }, cause);
      child.post({ type: 'keychain-reply', id: ask.id, value: null, isSealed: false, isFailed: true });
    }
  }
}

/** Starts the core at once; calls may be made right away. */
export function startCoreHost(ports: CoreHostPorts, options: CoreOptions): CoreHost {
  return new Host(ports, options);
}
