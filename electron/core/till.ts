// What every use case is given: the store, the ports, and what the till knows of itself while it runs.
import type { BusinessDate } from '#shared/domain/business-date.ts';
import type { PaymentId } from '#shared/domain/ids.ts';
import type { ConfigRecord, StoreRecord } from '#shared/contract/records.ts';
import type { BackupProblem } from '#shared/contract/till/sync-channels.ts';
import type { TillTopic } from '#shared/contract/till-topics.ts';
import type { CardMachine, CoreOptions, CorePorts, Gateway } from './ports.ts';
import type { TillClock } from './clock/till-clock.ts';
import type { Person } from './staff/staff-repository.ts';
import type { ReadDb, Store, WriteDb } from './store/sql.ts';
import type { TerminalRow } from './terminal/terminal-repository.ts';

/** Keys that live in the keychain and, while the till runs, in memory. Null until made at enrolment. */
export interface Secrets {
  /** Ed25519 private key, PKCS#8 PEM. */
  deviceKey: string | null;
  /** The one that is to take its place; null: no change is under way. */
  nextDeviceKey: string | null;
  /** There is a next key that did not open at the start. It may be the one the gateway knows, so no other takes its place. */
  readonly isNextShut: boolean;
  /** Others could read the next key before its turn. */
  wasNextExposed: boolean;
  /** HMAC key of the directory's digests. */
  directoryKey: Buffer | null;
  /** Key for the few texts sealed inside the database. */
  storeKey: Buffer;
  /** Under it the store's terminals make and check approvals read over the phone; null where the gateway gave none. */
  approvalKey: Buffer | null;
}

/** Terminal, store and configuration, read once and kept until they change. */
export interface Profile {
  readonly terminal: TerminalRow;
  readonly store: StoreRecord;
  readonly config: ConfigRecord;
  /** The civil date in the store's zone. One command asks for the same instant several times, so the last answer is kept. */
  readonly civilDateAt: (instant: string) => BusinessDate;
  /** Hour of the day, 0–23, in the store's zone. */
  readonly hourAt: (instant: string) => number;
}

/** What the sync loop knows at this moment; nothing of it is stored. */
export interface Link {
  isReachable: boolean;
  isBusy: boolean;
  lastProblem: string | null;
  nextTryAt: string | null;
  /** Changes of the carrier's feed that could not be read since the till was opened. */
  unreadableChanges: number;
  /** Why the last backup was not made; null while backups are in order. */
  backupProblem: BackupProblem | null;
  /** Changes to ask for in one page; less where the line cuts off longer answers. */
  changesAsked: number;
  /** Entries to send in one request; fewer where the line does not bear as many. */
  entriesSent: number;
}

export interface Till {
  readonly store: Store;
  /** `clock` of these tells business time, too. */
  readonly ports: CorePorts;
  readonly clock: TillClock;
  readonly options: CoreOptions;
  readonly secrets: Secrets;
  readonly link: Link;
  /** Null until enrolled and told who and where it is. */
  profile(): Profile | null;
  forgetProfile(): void;
  /** The gateway at an address. Requests are dated by business time, and the time each answer tells is heard. */
  connectGateway(url: string): Gateway;
  /** The gateway this terminal belongs to: where it enrolled. The training gateway moves with its port, so the host says where it is. */
  gatewayOf(profile: Profile): Gateway;
  /** Tells whoever listens that something changed; carries no data and may be lost without harm. */
  announce(...topics: readonly TillTopic[]): void;
  wakeSync(): void;
  /** The connected card machine; null where there is none. */
  cardMachine(profile: Profile): CardMachine | null;
  readonly payments: PaymentDesk;
}

/** Looks after payments that have no end yet; what it knows besides their rows lives in memory only. */
export interface PaymentDesk {
  /** Sends a payment that was just committed. The code is held until then and nowhere else. */
  send(paymentId: PaymentId, authCode: string | null): void;
  /** A person changed its row: see what is to be done now. */
  look(paymentId: PaymentId): void;
  /** Asks now, and waits for the answer. */
  askNow(paymentId: PaymentId): Promise<void>;
  /** When it will be asked about by itself; null: it will not. */
  nextAskAt(paymentId: PaymentId): string | null;
  /** The gateway can be reached again: ask about everything that got no answer. */
  wake(): void;
}

interface BaseContext {
  readonly till: Till;
  /** Name of the calling window. */
  readonly session: string;
  /** Who is signed in; null on public channels before sign-in. */
  readonly person: Person | null;
  readonly now: string;
}

export interface QueryContext extends BaseContext {
  readonly db: ReadDb;
}

export interface CommandContext extends BaseContext {
  /** One transaction; see Store.write. */
  write<T>(work: (db: WriteDb) => T): T;
  readonly db: ReadDb;
}

/** The civil date in the store's zone at an instant, and the business date: the open shift's, else the civil one. */
export interface Today {
  readonly civilOn: BusinessDate;
  readonly businessDate: BusinessDate;
}
