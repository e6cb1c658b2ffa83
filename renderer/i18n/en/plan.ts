// Texts of the plan step and of the summary at the right, English.
import type { TextsLike } from '../texts-like.ts';
import type { plan as chinese } from '../zh-CN/plan.ts';

export const plan = {
  plans: 'Choose a plan', months: 'Months', monthsKeys: 'Left and right arrows choose the months', perMonth: '/ mo.', monthCount: '{{count}} mo.',
  data: '{{amount}} data', voice: '{{n}} min calls', noVoice: 'No calls', roaming: '{{amount}} roaming', noRoaming: 'No roaming',
  current: 'Now', same: 'Same plan as now', different: 'From {{current}} to {{chosen}}.',
  differentHint: 'The new plan counts from {{date}}. Make sure the customer agrees.', sameHint: 'The plan stays, only the expiry moves on.',
  none: 'No plan on sale in the catalogue', noneHint: 'Connect the terminal and wait a moment: the catalogue updates itself. No money was taken.',
  prices: { title: 'Renewing the present plan · {{plan}}', gone: '{{plan}} is no longer on sale: choose another plan in step 3.' },
  confirm: 'To payment', quoting: 'Working it out…',
  summary: {
    title: 'This renewal', empty: 'Amount and expiry show here once a plan is chosen.', version: 'catalogue v{{version}}', unit: '{{count}} mo. × ￥{{price}}',
    before: 'Valid until now', after: 'Valid until then', none: 'None', fromToday: 'Expired: counts from today, {{date}}', fromEnd: 'Continues after the present expiry',
    expected: 'Expected; the carrier\'s answer counts', due: 'To pay', identity: 'ID',
    identityState: { match: 'Matches', mismatch: 'Does not match', expired: 'Expired', 'not-comparable': 'Compared by eye', none: 'Not checked', 'not-needed': 'Not needed' },
    changed: 'Price or expiry has changed. Tell the customer before you take the money.', was: 'Was ￥{{total}}, until {{expiry}}',
  },
} as const satisfies TextsLike<typeof chinese>;
