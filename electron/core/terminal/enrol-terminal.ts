// Enrolment: the terminal makes its key, the gateway gives it a name, and the journal begins.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { parseRetryAfter } from '#shared/domain/backoff.ts';
import { dateInZone } from '#shared/domain/business-date.ts';
import type { EnrolReply } from '#shared/contract/gateway-api.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import { appendEntry } from '../journal/append-entry.ts';
import type { GatewayFailure } from '../ports.ts';
import type { Till } from '../till.ts';
import { keyPrintOf, newDeviceKey, publicKeyOf } from './device-key.ts';
import { isGatewayAddressSafe } from './gateway-address.ts';
import { APPROVAL_KEY, DEVICE_KEY, DIRECTORY_KEY } from './key-names.ts';
import { insertTerminal, readTerminal, saveConfig, saveStore } from './terminal-repository.ts';

interface Codes { readonly storeCode: string; readonly activationCode: string }

type GatewayRefusal = ProblemOf<'activation-refused' | 'activation-used' | 'activation-expired' | 'activation-paused' | 'gateway-unreachable' | 'gateway-refused'>;
export type EnrolmentRefusal = ProblemOf<'already-enrolled' | 'gateway-insecure'> | GatewayRefusal;

/**
 * The key is kept before the first request leaves: should the answer be lost, the next try presents the same key and
 * the gateway recognises it, although the activation code works only once.
 */
export async function enrolTerminal(till: Till, url: string, codes: Codes): Promise<Result<null, EnrolmentRefusal>> {
  // One at a time: two at once would each make a key, and only one of them is the terminal's.
  const earlier = underWay.get(till) ?? Promise.resolve();
  const mine = earlier.then(() => enrolOnce(till, url, codes));
  const ended = mine.then(() => undefined, () => undefined);
  underWay.set(till, ended);
  return mine;
}

const underWay = new WeakMap<Till, Promise<void>>();

async function enrolOnce(till: Till, url: string, codes: Codes): Promise<Result<null, EnrolmentRefusal>> {
  if (readTerminal(till.store.read) !== null) return err({ code: 'already-enrolled' });
  if (!isGatewayAddressSafe(url)) return err({ code: 'gateway-insecure' });
  const { keychain } = till.ports;
  const privateKey = (await keychain.read(DEVICE_KEY)) ?? newDeviceKey();
  const { isSealed } = await keychain.write(DEVICE_KEY, privateKey);
  const reply = await till.connectGateway(url).enrol({ ...codes, publicKey: publicKeyOf(privateKey) });
  if (!reply.ok) return err(refusalOf(reply.failure, till.ports.clock.now()));
  await keychain.write(DIRECTORY_KEY, reply.value.directoryKey);
  const { approvalKey } = reply.value;
  if (approvalKey !== undefined) await keychain.write(APPROVAL_KEY, approvalKey);
  till.secrets.deviceKey = privateKey;
  till.secrets.approvalKey = approvalKey === undefined ? null : Buffer.from(approvalKey, 'base64');
  till.secrets.directoryKey = Buffer.from(reply.value.directoryKey, 'base64');
  record(till, url, reply.value, { isKeySealed: isSealed, keyPrint: keyPrintOf(privateKey) });
  till.forgetProfile();
  till.announce('terminal', 'sync', 'settings');
  return ok(null);
}

function record(till: Till, url: string, reply: EnrolReply, key: { readonly isKeySealed: boolean; readonly keyPrint: string }): void {
  const now = till.ports.clock.now();
  const { terminalId, store, config } = reply;
  till.store.write((db) => {
    insertTerminal(db, { terminalId, storeId: store.storeId, gatewayUrl: url, isTraining: store.isTraining, ...key, enrolledAt: now });
    saveStore(db, store);
    saveConfig(db, config);
    const stamp = { terminalId, at: now, businessDate: dateInZone(now, store.timeZone) };
    appendEntry(db, stamp, 'terminal.enrolled', { storeId: store.storeId, terminalId, isTraining: store.isTraining, isKeySealed: key.isKeySealed });
  });
}

function refusalOf(failure: GatewayFailure, now: string): GatewayRefusal {
  if (failure.kind === 'unreachable') return { code: 'gateway-unreachable' };
  const { code } = failure;
  if (code === 'activation-refused' || code === 'activation-used' || code === 'activation-expired') return { code };
  if (code !== 'activation-paused') return { code: 'gateway-refused', reason: code };
  return { code, waitSeconds: Math.ceil((parseRetryAfter(failure.retryAfter, now) ?? 0) / 1000) };
}
