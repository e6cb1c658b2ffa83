// The renewal at the counter: holds its step and makes the calls that move it on.
import { createStore, useStore, type StoreApi } from 'zustand';
import type { Problem } from '#shared/contract/problems.ts';
import type { Account } from '#shared/contract/till/customer-channels.ts';
import type { TillClient } from '#shared/contract/till-api.ts';
import { changeDue } from '#shared/domain/cash.ts';
import { parseYuan } from '#shared/domain/fen.ts';
import type { DocumentType } from '#shared/domain/identity/document-type.ts';
import type { BusinessDate } from '#shared/domain/business-date.ts';
import type { SaleId } from '#shared/domain/ids.ts';
import { till as windowTill } from '#renderer/till/till-client.ts';
import { draftOf, firstStep, isOwnDraft, nextStep, type FlowEvent, type FlowStep, type Selection } from './renewal-flow.ts';

export interface DocumentEntry {
  readonly documentType: DocumentType;
  /** As typed or scanned; passed on and not kept. */
  readonly number: string;
  readonly expiresOn: BusinessDate | 'LONG_TERM' | null;
  readonly way: 'typed' | 'scanned';
}

export interface RenewalFlow {
  readonly step: FlowStep;
  /** Looks a customer up by phone number or ICCID as typed or scanned. */
  readonly lookUp: (key: string) => Promise<void>;
  readonly begin: () => Promise<void>;
  /** True when an answer came, whatever it says; false when the entry has to be mended. */
  readonly checkDocument: (entry: DocumentEntry) => Promise<boolean>;
  readonly pick: (selection: Selection) => Promise<void>;
  readonly pay: () => Promise<void>;
  /** Takes up what was open before a restart, a lock or a change of person. */
  readonly resume: () => Promise<void>;
  readonly openSale: (saleId: SaleId) => Promise<void>;
  /** Escape: one step back; from the customer's card the open sale is given up. */
  readonly back: () => void;
  readonly send: (event: Extract<FlowEvent, { type: 'go-on' | 'check-again' | 'type-received' | 'return-to' | 'next-customer' | 'forget' }>) => void;
}

/** While the core comes back there is no announcement to wait for that could not also be lost. */
const RESTART_POLL_MS = 500;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

// The flow shows problems of several channels alike; each channel's problems are some of all problems.
const anyProblem = (problem: { readonly code: string }): Problem => problem as Problem;

/** After these nobody knows whether the sale was written: it has to be looked up, not tried again. */
const isUnsettled = (problem: { readonly code: string }): boolean => problem.code === 'till-restarting' || problem.code === 'internal';
const isShutOut = (problem: { readonly code: string }): boolean => problem.code === 'sign-in-needed' || problem.code === 'session-locked';

interface Tools {
  readonly till: TillClient;
  readonly dispatch: (event: FlowEvent) => void;
  readonly step: () => FlowStep;
  readonly nextNo: () => number;
}

async function lookUp({ till, dispatch, step, nextNo }: Tools, key: string): Promise<void> {
  const lookNo = nextNo();
  dispatch({ type: 'look-up', lookNo });
  if (step().name === 'submitting') return;
  const local = await till['subscriber.look-up']({ key });
  if (local.ok) {
    dispatch({ type: 'found', lookNo, account: local.value, isRefreshing: true });
    const fresh = await till['subscriber.refresh']({ ref: local.value.ref });
    dispatch(fresh.ok ? { type: 'refreshed', account: withScanWarning(fresh.value, local.value) } : { type: 'refresh-failed', ref: local.value.ref, problem: anyProblem(fresh.problem) });
    return;
  }
  if (local.problem.code !== 'subscriber-unknown') return dispatch({ type: 'refused', lookNo, problem: anyProblem(local.problem) });
  dispatch({ type: 'ask-carrier', lookNo });
  const asked = await till['subscriber.refresh']({ key });
  if (asked.ok) return dispatch({ type: 'found', lookNo, account: asked.value, isRefreshing: false });
  // Unreachable: what the directory said stands, and it says that nobody could be asked.
  const isUnreachable = asked.problem.code === 'gateway-unreachable' || asked.problem.code === 'gateway-refused';
  dispatch({ type: 'refused', lookNo, problem: anyProblem(isUnreachable ? local.problem : asked.problem) });
}

/** Only the look-up saw the scanned digits; the refresh by reference did not. */
function withScanWarning(fresh: Account, scanned: Account): Account {
  return { ...fresh, hasLuhnMismatch: fresh.hasLuhnMismatch || scanned.hasLuhnMismatch };
}

async function begin({ till, dispatch, step }: Tools): Promise<void> {
  const before = step();
  if (before.name !== 'customer') return;
  if (isOwnDraft(before)) return dispatch({ type: 'go-on' });
  dispatch({ type: 'begin' });
  const begun = step();
  // Only the press that made the flow begin may call.
  if (begun === before || begun.name !== 'customer' || begun.lookUp.state !== 'found') return;
  const reply = await till['sale.begin']({ subscriberRef: begun.lookUp.account.ref });
  dispatch(reply.ok ? { type: 'begun', draft: reply.value } : { type: 'begin-refused', problem: anyProblem(reply.problem) });
}

async function checkDocument({ till, dispatch, step }: Tools, entry: DocumentEntry): Promise<boolean> {
  const before = step();
  dispatch({ type: 'check' });
  if (before.name !== 'identity' || step() === before) return false;
  const { expiresOn, ...rest } = entry;
  const reply = await till['identity.check']({ saleId: before.draft.saleId, ...rest, ...(expiresOn === null ? {} : { expiresOn }) });
  dispatch(reply.ok ? { type: 'checked', identity: reply.value } : { type: 'check-refused', problem: anyProblem(reply.problem) });
  return reply.ok;
}

async function pick({ till, dispatch, step, nextNo }: Tools, selection: Selection): Promise<void> {
  const before = step();
  if (before.name !== 'plan') return;
  const quoteNo = nextNo();
  dispatch({ type: 'pick', selection, quoteNo });
  const reply = await till['sale.quote']({ saleId: before.draft.saleId, ...selection });
  dispatch(reply.ok ? { type: 'quoted', quoteNo, draft: reply.value } : { type: 'quote-refused', quoteNo, problem: anyProblem(reply.problem) });
}

async function pay(tools: Tools): Promise<void> {
  const { till, dispatch, step } = tools;
  const before = step();
  if (before.name !== 'payment') return;
  const received = parseYuan(before.entries.receivedText);
  if (!received.ok || !changeDue(before.draft.quote.totalFen, received.value).ok) return;
  dispatch({ type: 'submit', receivedFen: received.value });
  const { saleId, quote } = before.draft;
  const reply = await till['sale.complete']({ saleId, totalFen: quote.totalFen, tenders: [{ method: 'cash', receivedFen: received.value }] });
  if (reply.ok) return dispatch({ type: 'committed', sale: reply.value });
  await settle(tools, saleId, anyProblem(reply.problem));
}

/** Finds out what became of a sale whose answer was lost or was a refusal, and moves on accordingly. */
async function settle({ till, dispatch }: Tools, saleId: SaleId, problem: Problem): Promise<void> {
  let current = await till['sale.current']({});
  while (!current.ok && isUnsettled(current.problem)) {
    await pause(RESTART_POLL_MS);
    current = await till['sale.current']({});
  }
  // Nobody is signed in any more: the answer is fetched at the next sign-in, see resume().
  if (!current.ok && isShutOut(current.problem) && isUnsettled(problem)) return;
  if (current.ok && current.value.lastCompleted === saleId) {
    const sale = await till['sale.read']({ saleId });
    if (sale.ok) return dispatch({ type: 'committed', sale: sale.value });
  }
  dispatch({ type: 'submit-refused', problem, draft: current.ok ? current.value.draft : null });
}

async function resume(tools: Tools): Promise<void> {
  const { till, dispatch, step } = tools;
  const before = step();
  // The bridge answers for a till that went away: whether the sale was written is settled first.
  if (before.name === 'submitting') return settle(tools, before.draft.saleId, { code: 'till-restarting' });
  if (before !== firstStep) return;
  const current = await till['sale.current']({});
  if (current.ok && current.value.draft !== null) dispatch({ type: 'resumed', draft: current.value.draft });
}

async function openSale({ till, dispatch }: Tools, saleId: SaleId): Promise<void> {
  const sale = await till['sale.read']({ saleId });
  if (sale.ok) dispatch({ type: 'open-sale', sale: sale.value });
}

function back({ till, dispatch, step }: Tools): void {
  const before = step();
  dispatch({ type: 'back' });
  const given = draftOf(before);
  const after = step();
  if (before.name === 'customer' && given !== null && after === firstStep) void till['sale.abandon']({ saleId: given.saleId });
}

/** A flow over a client of the till; the window has one, tests have many. */
export function createRenewalFlowStore(till: TillClient): StoreApi<RenewalFlow> {
  let lastNo = 0;
  return createStore<RenewalFlow>()((set, get) => {
    const tools: Tools = {
      till,
      dispatch: (event) => set({ step: nextStep(get().step, event) }),
      step: () => get().step,
      nextNo: () => (lastNo += 1),
    };
    let isResuming = false;
    let isPaying = false;
    return {
      step: firstStep,
      lookUp: (key) => lookUp(tools, key),
      begin: () => begin(tools),
      checkDocument: (entry) => checkDocument(tools, entry),
      pick: (selection) => pick(tools, selection),
      pay: async () => {
        if (isPaying) return;
        isPaying = true;
        await pay(tools);
        isPaying = false;
      },
      resume: async () => {
        if (isResuming || isPaying) return;
        isResuming = true;
        await resume(tools);
        isResuming = false;
      },
      openSale: (saleId) => openSale(tools, saleId),
      back: () => back(tools),
      send: (event) => tools.dispatch(event),
    };
  });
}

const windowFlow = createRenewalFlowStore(windowTill);

/** Reads the window's renewal; `useRenewalFlow((flow) => flow.step)`. */
export function useRenewalFlow<T>(select: (flow: RenewalFlow) => T): T {
  return useStore(windowFlow, select);
}

/** The same outside of components. */
export function renewalFlow(): RenewalFlow {
  return windowFlow.getState();
}
