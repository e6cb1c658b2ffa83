// Texts of the look-up and of the customer's card, English.
import type { TextsLike } from '../texts-like.ts';
import type { lookUp as chinese } from '../zh-CN/look-up.ts';

export const lookUp = {
  label: 'Find a customer: phone number or card number (ICCID)',
  placeholder: 'Phone / card number, or scan',
  submit: 'Find',
  idle: {
    title: 'Enter a phone or card number', body: 'Type it and press Enter, scan the bar code on the card, or use the keys below.',
    last: 'Last sale is paid', lastChange: 'change', openLast: 'Open',
  },
  looking: { directory: 'Looking in this terminal\'s directory…', carrier: 'Not in the directory. Asking the carrier…' },
  refused: { again: 'Enter again' },
  found: {
    title: 'Ready to renew', barred: 'Not renewable now', next: 'Next: check the ID', beginning: 'Opening the sale…',
    refreshing: 'Checking with the carrier…', refreshed: 'Checked with the carrier', notRefreshed: 'Carrier not reached: this terminal\'s directory counts',
    stale: 'This record is more than 24 hours old. Compare the expiry with the customer\'s phone before you go on.',
    luhn: 'The card number\'s check digit does not fit: it may be misread. Compare the last four characters with the card.',
    waitingSales_one: '{{count}} renewal of this card is still on its way to the carrier; the expiry may move further.',
    waitingSales_other: '{{count}} renewals of this card are still on their way to the carrier; the expiry may move further.',
    renewedToday: 'This card was already renewed today (￥{{amount}}). Ask whether the customer wants to renew again.',
  },
  card: {
    title: 'Customer', empty: 'No customer yet', emptyHint: 'The account shows here once it is found.',
    esim: 'eSIM', sim: 'SIM card', iccid: 'card ending {{last4}}',
    expiry: 'Valid until', noExpiry: 'No expiry', plan: 'Plan', noPlan: 'No plan', balance: 'Balance', autoRenewal: 'Auto-renewal',
    autoRenewalState: { off: 'Off', on: 'On', failing: 'Failing' },
    data: 'Data', voice: 'Calls', left: '{{left}} of {{total}} left', minutes: '{{n}} min',
    recent: 'Recent renewals', noRecent: 'None', by: { store: 'Store', auto: 'Auto', online: 'Online' },
    daysLeft_one: '{{count}} day left', daysLeft_other: '{{count}} days left', endsToday: 'Ends today',
    expiredFor_one: 'Expired {{count}} day ago', expiredFor_other: 'Expired {{count}} days ago',
    fresh: 'From the carrier, {{age}}', directory: 'From this terminal, {{age}}',
  },
} as const satisfies TextsLike<typeof chinese>;
