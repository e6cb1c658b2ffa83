// What a host must give the till, and what the till is to its host. Electron, the command line and the tests are three hosts.
import type { Result } from '#shared/domain/base/result.ts';
import type { Fen } from '#shared/domain/fen.ts';
import type { PaymentId, SaleId } from '#shared/domain/ids.ts';
import type {
  Change, ChangeKeyReply, ChangeKeyRequest, EnrolReply, GatewayProblemCode, PaymentReply, PutPaymentRequest, PutRefundRequest, RefundPreviewReply, RefundReply,
  RevocationReply, StoreDay, StoreTerminalsReply,
} from '#shared/contract/gateway-api.ts';
import type { JournalEntry } from '#shared/domain/journal-chain.ts';
import type { SubscriberRecord } from '#shared/domain/subscriber.ts';
import type { TopicEvent } from '#shared/contract/till-topics.ts';
import type { Locale } from '#shared/contract/values.ts';
import type { Problem } from '#shared/contract/problems.ts';
import type { BackupOrder, BackupRefusal } from './store/write-backup.ts';
import type { Inspection } from './store/inspect-copy.ts';

export interface Clock {
  /** The present instant, RFC 3339 UTC with milliseconds. */
  now(): string;
  /** Milliseconds that never jump, as timers count them: they may stand still while the machine sleeps. Only differences mean anything. */
  monotonicMs(): number;
  /** Milliseconds that never jump and go on while the machine sleeps. Only differences mean anything. */
  elapsedMs(): number;
}

export interface Ids {
  /** UUID version 7 of the given instant. */
  next(at: string): SaleId;
}

export interface Random {
  bytes(count: number): Uint8Array;
  /** Uniform in [0, 1). */
  fraction(): number;
}

export interface Timers {
  /** Calls back once after a delay; the answer cancels. */
  after(delayMs: number, callback: () => void): () => void;
}

/** Fields must never hold personal data, PINs or document numbers. */
export interface Logger {
  info(event: string, fields?: Record<string, string | number | boolean | null>): void;
  warn(event: string, fields?: Record<string, string | number | boolean | null>): void;
  error(event: string, fields?: Record<string, string | number | boolean | null>, cause?: unknown): void;
}

export interface KeyState {
  readonly isSealed: boolean;
  /** Others could read the secret itself until now. */
  readonly wasExposed: boolean;
}

/** Secrets at rest. `isSealed` says whether the system's keychain holds the key, or only file rights do. */
export interface Keychain {
  read(name: string): Promise<string | null>;
  write(name: string, value: string): Promise<{ readonly isSealed: boolean }>;
  /** How it lies on the disk; null: there is none. Rights that let others read it are mended first, and `wasExposed` says so. */
  inspect(name: string): Promise<KeyState | null>;
}

/** What came of a request to the gateway. `unreachable`: no answer that is certainly the gateway's. */
export type GatewayFailure =
  | { readonly kind: 'unreachable'; readonly detail: string }
  | { readonly kind: 'refused'; readonly code: GatewayProblemCode | 'unknown'; readonly status: number; readonly retryAfter: string | null; readonly expected: number | null; readonly serverTime?: string | null };

export type GatewayReply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: GatewayFailure };

export interface ChangesPage {
  readonly changes: readonly Change[];
  /** Changes of a kind we know, in a form we do not. */
  readonly unreadable?: readonly { readonly kind: string; readonly id: string }[];
  readonly cursor: string;
  readonly more: boolean;
  /** There while the feed is delivered from its beginning, up to and with the page that has no more behind it. */
  readonly snapshot?: { readonly id: string; readonly total: number; readonly hasEssentials: boolean } | undefined;
  readonly serverTime: string;
}

export type SearchKey = { readonly msisdnDigest: string } | { readonly iccidDigest: string } | { readonly ref: string };

/** Credentials of an enrolled terminal; the private key is PKCS#8 PEM. */
export interface GatewayIdentity {
  readonly terminalId: string;
  readonly privateKey: string;
}

/** A gateway's own part of a journal. */
export interface HeldJournal {
  readonly entries: readonly JournalEntry[];
  readonly acceptedThrough: number;
  readonly head: string;
}

export interface Gateway {
  enrol(request: { storeCode: string; activationCode: string; publicKey: string }): Promise<GatewayReply<EnrolReply>>;
  postJournal(identity: GatewayIdentity, entries: readonly JournalEntry[], voidedSaleIds?: readonly string[]): Promise<GatewayReply<{ acceptedThrough: number; head: string }>>;
  /** What the gateway holds of this journal: how far, the hash there, and up to 1000 entries after `afterSeq`. */
  readJournal(identity: GatewayIdentity, afterSeq: number): Promise<GatewayReply<HeldJournal>>;
  /** `limit`: at most so many changes; left out: as many as the gateway likes. */
  readChanges(identity: GatewayIdentity, cursor: string | null, limit?: number): Promise<GatewayReply<ChangesPage>>;
  searchSubscriber(identity: GatewayIdentity, key: SearchKey): Promise<GatewayReply<SubscriberRecord>>;
  putPayment(identity: GatewayIdentity, paymentId: string, payment: PutPaymentRequest): Promise<GatewayReply<PaymentReply>>;
  readPayment(identity: GatewayIdentity, paymentId: string): Promise<GatewayReply<PaymentReply>>;
  reversePayment(identity: GatewayIdentity, paymentId: string, reason: 'clerk' | 'left' | 'time-out' | 'restart'): Promise<GatewayReply<PaymentReply>>;
  previewRefund(identity: GatewayIdentity, saleId: string, amountFen: number): Promise<GatewayReply<RefundPreviewReply>>;
  putRefund(identity: GatewayIdentity, refundId: string, refund: PutRefundRequest): Promise<GatewayReply<RefundReply>>;
  readRefund(identity: GatewayIdentity, refundId: string): Promise<GatewayReply<RefundReply>>;
  changeKey(identity: GatewayIdentity, change: ChangeKeyRequest): Promise<GatewayReply<ChangeKeyReply>>;
  readStoreTerminals(identity: GatewayIdentity, storeId: string): Promise<GatewayReply<StoreTerminalsReply>>;
  revokeTerminal(identity: GatewayIdentity, storeId: string, terminalId: string, managerId: string): Promise<GatewayReply<RevocationReply>>;
  readStoreDay(identity: GatewayIdentity, storeId: string, date: string): Promise<GatewayReply<StoreDay>>;
}

/** One order at a card machine beside the till; the number is ours and single-use. */
export interface CardMachineOrder {
  readonly paymentId: PaymentId;
  readonly amountFen: Fen;
}

/** What the machine said. unknown: anything unclear, also no answer; never to be taken for a failure. not-found: it never had such an order. */
export type CardMachineAnswer =
  | { readonly word: 'settled'; readonly reference: string | null; readonly approvalCode: string; readonly cardLast4: string }
  | { readonly word: 'failed'; readonly failure: string }
  | { readonly word: 'confirming' | 'reversed' | 'not-found' }
  | { readonly word: 'unknown'; readonly detail: string };

/** A connected card machine. Nothing of it ever throws for what a cable, a card or a bank can do. */
export interface CardMachine {
  /** Shows the amount and waits for a card. Sent once per order. */
  charge(order: CardMachineOrder): Promise<CardMachineAnswer>;
  status(order: CardMachineOrder): Promise<CardMachineAnswer>;
  /** Stops waiting for a card, and never begins with an order it has not had yet. `settled`: too late, the money was taken. */
  abort(order: CardMachineOrder): Promise<CardMachineAnswer>;
  /** Gives back what was taken. `settled`: it could not, the money stands. */
  reverse(order: CardMachineOrder): Promise<CardMachineAnswer>;
}

/** Named points that fault drills hook into; does nothing in a shop. */
export interface Probe {
  reach(point: ProbePoint): void;
}

export const probePoints = [
  'sale.before-begin', 'sale.before-commit', 'sale.after-commit', 'sale.before-reply', 'sync.before-send', 'sync.after-send', 'sync.before-advance',
  'sync.after-advance', 'changes.before-apply', 'changes.after-apply', 'print.after-begin',
  'payment.before-start', 'payment.after-start', 'payment.before-send', 'payment.after-send', 'payment.before-ask', 'payment.after-ask', 'payment.before-undo',
  'payment.after-undo', 'payment.before-settle', 'payment.after-settle',
  'key.before-send', 'key.after-answer', 'key.after-seal',
] as const;
export type ProbePoint = (typeof probePoints)[number];

export interface CorePorts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly timers: Timers;
  readonly logger: Logger;
  readonly keychain: Keychain;
  /** Makes the client for a gateway address. Requests are dated by `clock`. */
  readonly connectGateway: (url: string, clock: Clock) => Gateway;
  readonly probe: Probe;
  /** The card machine that is connected; null: none. A training terminal must not be given a real one. */
  readonly connectCardMachine: (terminal: { readonly isTraining: boolean }) => CardMachine | null;
  /** Copies the database in use and verifies the copy, beside the till's own work. See store/write-backup.ts. */
  readonly writeBackup: (order: BackupOrder) => Promise<BackupReply>;
}

export type BackupReply = Result<Inspection, BackupRefusal>;

export interface CoreOptions {
  /** Holds pos.db, keys/, backups/, logs/. Exists. */
  readonly dataDir: string;
  /** Gateway to enrol with; null: none named. Once enrolled a terminal keeps to its own, but for training, whose port moves. */
  readonly gatewayUrl: string | null;
  /** Enrol with these by itself when not enrolled (training mode). */
  readonly enrolWith: { readonly storeCode: string; readonly activationCode: string } | null;
  readonly appVersion: string;
  /** Language until somebody chooses one. */
  readonly defaultLocale: Locale;
  /** Path of the SQLite addon where it is not in its package (packaged app); null otherwise. */
  readonly sqliteBinding: string | null;
  /** Check replies against the contract too (tests, development). */
  readonly checkReplies: boolean;
  /** False where another process looks after the payments of the same file (support tool); left out: this one does. */
  readonly looksAfterPayments?: boolean;
  /** True in the window's program: a verified backup each day. Left out: none by itself. */
  readonly keepsBackups?: boolean;
  /** Folders of the user, for what is saved from a till whose own folder takes nothing any more. */
  readonly rescueDirs?: readonly string[];
}

/** The till. Opening never throws for what a disk can do: a till that cannot be trusted answers `till-stopped`. */
export interface Core {
  /** The one door. `session` names the window (or command line) that calls; `raw` is not trusted. */
  dispatch(session: string, channel: string, raw: unknown): Promise<Result<unknown, Problem>>;
  onTopic(listener: (event: TopicEvent) => void): () => void;
  /** The machine woke up, or somebody came to it: try the gateway now. */
  wake(): void;
  /** The machine says that it has a network again: try the gateway soon. */
  networkIsBack(): void;
  /** Ends background work, waits for what is under way, closes the file. */
  close(): Promise<void>;
}

// Messages between the shell and the process that hosts the core. Plain data, so that structured clone keeps them whole.
export type ToCore =
  | { readonly type: 'start'; readonly options: CoreOptions }
  | { readonly type: 'call'; readonly id: number; readonly session: string; readonly channel: string; readonly raw: unknown }
  | { readonly type: 'keychain-reply'; readonly id: number; readonly value: string | null; readonly isSealed: boolean; readonly isFailed?: boolean; readonly state?: KeyState | null }
  | { readonly type: 'backup-reply'; readonly id: number; readonly result: BackupReply }
  | { readonly type: 'write-backup'; readonly order: BackupOrder }
  | { readonly type: 'wake' }
  | { readonly type: 'network-is-back' }
  | { readonly type: 'close' };

export type FromCore =
  | { readonly type: 'started' }
  | { readonly type: 'reply'; readonly id: number; readonly result: Result<unknown, Problem> }
  | { readonly type: 'topic'; readonly event: TopicEvent }
  | { readonly type: 'keychain'; readonly id: number; readonly operation: 'read' | 'write' | 'inspect'; readonly name: string; readonly value: string | null }
  | { readonly type: 'backup'; readonly id: number; readonly order: BackupOrder }
  | { readonly type: 'backup-written'; readonly result: BackupReply }
  | { readonly type: 'closed' };
