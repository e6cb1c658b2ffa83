// Rights are kept at the one door, for every channel of the map: a clerk reads no figures, an auditor moves nothing.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tillApi, type CoreChannel } from '#shared/contract/till-api.ts';
import { mayUse, type Role } from '#shared/domain/permissions.ts';
import { tillChannels } from '#shared/contract/till-channels.ts';
import { sampleRequests } from '#tests/contract/sample-requests.ts';
import { localEntries } from '#tests/support/builders.ts';
import { openGateway, openTill, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';

let gateway: TestGateway;
let till: OpenTill;
beforeAll(async () => {
  gateway = await openGateway();
  till = await openTill({ gateway });
  for (const [staffId, session] of [['c01', 'clerk'], ['m01', 'manager'], ['a01', 'auditor']] as const) await till.signIn(staffId, session);
});
afterAll(async () => {
  await till.close();
  await gateway.close();
});

const channels = tillChannels.filter((channel) => tillApi[channel].host === 'core') as CoreChannel[];
const refusedTo = (role: Role): CoreChannel[] => channels.filter((channel) => !mayUse(role, tillApi[channel].access));

describe('api/rights', () => {
  it('[AC1] an auditor has no command that moves money, goods or rights, and none that sells', () => {
    const open = channels.filter((channel) => mayUse('auditor', tillApi[channel].access) && tillApi[channel].kind === 'command' && tillApi[channel].access !== 'public');
    expect(open.toSorted()).toEqual(['review.export', 'review.export-cancel', 'review.reconcile', 'sync.now']);
  });

  it('[AC1] a clerk has no channel of the manager\'s day', () => {
    expect(refusedTo('clerk').toSorted()).toEqual([
      'approval.compute', 'review.export', 'review.export-cancel', 'review.export-state', 'review.read', 'review.reconcile', 'review.rows', 'review.store', 'review.trend',
      'shift.list', 'shift.x', 'task.assign', 'terminal.list', 'terminal.shut-out',
    ]);
  });

  it.each(['clerk', 'auditor'] as const)('[AC1] what is not for a %s is refused before anything is read or written', async (role) => {
    const before = localEntries(till).length;
    for (const channel of refusedTo(role)) {
      expect([channel, await till.core.dispatch(role, channel, sampleRequests[channel])]).toEqual([channel, { ok: false, problem: { code: 'not-allowed' } }]);
    }
    expect(localEntries(till).length).toBe(before);
  });

  it('[AC1] a manager is refused nothing for want of rights', () => {
    expect(refusedTo('manager')).toEqual([]);
  });
});
