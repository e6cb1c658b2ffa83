// The renewal at the counter: holds its step and makes the calls that move it on.
import { createStore, useStore, type StoreApi } from 'zustand';
import type { Problem } from '#shared/contract/problems.ts';
import type { Account } from '#shared/contract/till/customer-channels.ts';
import type { TenderOptions } from '#shared/contract/till/payment-channels.ts';
import type { TillClient } from '#shared/contract/till-api.ts';
import type { DocumentType } from '#shared/domain/identity/document-type.ts';
import type { BusinessDate } from '#shared/domain/business-date.ts';
import type { SaleId, SubscriberRef } from '#shared/domain/ids.ts';
import { till as windowTill } from '#renderer/till/till-client.ts';
import { anyProblem, type Tools } from './flow-tools.ts';
import { noteOptions, park, pay, settle, startTender, takeUp, type Tender } from './pay-calls.ts';
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
  /** Takes the cash typed in, or completes the sale where payments cover it. */
  readonly pay: () => Promise<void>;
  /** Asks for money by a tender other than cash; once, however often it is pressed. */
  readonly startTender: (tender: Tender) => Promise<void>;
  /** What the till says of the sale's payments; once they cover the total, the sale completes by itself. */
  readonly noteOptions: (saleId: SaleId, options: TenderOptions) => Promise<void>;
  /** Lays a sale with money on it aside for the next customer. */
  readonly park: () => Promise<void>;
  /** Takes up a sale that was laid aside; answers why not. `onTaken`: just before it is drawn. */
  readonly takeUp: (subscriberRef: SubscriberRef, onTaken?: () => void) => Promise<Problem | null>;
  /** Takes up what was open before a restart, a lock or a change of person. */
  readonly resume: () => Promise<void>;
  readonly openSale: (saleId: SaleId) => Promise<void>;
  /** Escape: one step back; from the customer's card the open sale is given up. Nothing where money is on it. */
  readonly back: () => void;
  readonly send: (event: Extract<FlowEvent, { type: 'go-on' | 'check-again' | 'type-received' | 'return-to' | 'next-customer' | 'forget' }>) => void;
}

async function lookUp(tools: Tools, key: string): Promise<void> {
  const { till, dispatch, step, nextNo } = tools;
  // A sale with money on it is laid aside, never dropped.
  if (!(await park(tools))) return;
  const before = step();
  const lookNo = nextNo();
  dispatch({ type: 'look-up', lookNo });
  if (step() === before) return;
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
    const payOnce = async (): Promise<void> => {
      if (isPaying) return;
      isPaying = true;
      await pay(tools);
      isPaying = false;
    };
    return {
      step: firstStep,
      lookUp: (key) => lookUp(tools, key),
      begin: () => begin(tools),
      checkDocument: (entry) => checkDocument(tools, entry),
      pick: (selection) => pick(tools, selection),
      pay: payOnce,
      startTender: (tender) => startTender(tools, tender),
      noteOptions: async (saleId, options) => {
        if (noteOptions(tools, saleId, options)) await payOnce();
      },
      park: async () => void (await park(tools)),
      takeUp: (subscriberRef, onTaken) => takeUp(tools, subscriberRef, onTaken),
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
