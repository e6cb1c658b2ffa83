// One loop over the whole contract: no channel takes what it was not made for.
import { describe, expect, it } from 'vitest';
import { tillApi, type Channel } from '#shared/contract/till-api.ts';
import { tillChannels } from '#shared/contract/till-channels.ts';
import { sampleRequests } from './sample-requests.ts';
import { spoiledRequests } from './spoiled-requests.ts';

const channels = Object.keys(tillApi) as Channel[];

/** Members that may be left out. */
const optional: Partial<Record<Channel, readonly string[]>> = {
  'identity.check': ['expiresOn'], 'sale.list': ['businessDate', 'search'], 'payment.start': ['authCode'], 'refund.preview': ['amountFen'], 'refund.list': ['saleId'],
  'shift.count': ['denominations'], 'review.rows': ['key'],
};

describe('contract/till-api', () => {
  it('[CT2] is what the preload script lets through, no more and no less', () => {
    expect([...tillChannels].toSorted()).toEqual(channels.toSorted());
  });

  it.each(channels)('[CT1] accepts the sample request of %s, so that the refusals below mean something', (channel) => {
    expect(tillApi[channel].request.safeParse(sampleRequests[channel]).error).toBeUndefined();
  });

  it.each(channels)('[CT1] refuses wrong types, extra members and huge strings on %s', (channel) => {
    const spoiled = spoiledRequests(sampleRequests[channel], optional[channel] ?? []);
    const accepted = spoiled.filter(({ request }) => tillApi[channel].request.safeParse(request).success);
    expect(accepted.map(({ how }) => how)).toEqual([]);
  });
});
