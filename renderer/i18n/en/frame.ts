// Texts of the frame around the screens, and of parts that every screen uses; English.
import type { TextsLike } from '../texts-like.ts';
import type { frame as chinese } from '../zh-CN/frame.ts';

export const frame = {
  appName: 'Heyon POS',
  nav: {
    label: 'Main menu', sell: 'Renew', transactions: 'Sales', shift: 'Shift', review: 'Day', settings: 'Settings',
  },
  lock: 'Lock',
  person: 'Signed in: {{name}} ({{staffId}})',
  header: {
    terminal: 'Terminal {{terminalId}}', businessDate: 'Business day {{date}}', shiftOpen: 'Shift of {{staffId}}', noShift: 'No shift',
    language: 'Change language',
  },
  band: {
    training: 'TRAINING MODE · not counted as business · receipts are void',
    watermark: '培训 TRAINING',
    shiftTooLong: 'The shift of {{staffId}} has been open too long: count and close it under Shift before taking money.',
    offline: 'Network down: cash renewals go on as usual. They are kept here and sent when the network is back.',
  },
  problem: {
    tellCustomer: 'Tell the customer', next: 'What to do', money: 'Money',
    moneyState: { 'not-moved': 'No money was taken', moved: 'Money was taken and is recorded', unknown: 'Not certain yet: do not take it again' },
  },
  nextStep: { shift: 'To the shift', transactions: 'To the sales', inbox: 'Show what is open', carrier: 'Try the carrier again' },
  error: {
    title: 'This window has a display error', body: 'Every saved sale is safe. Reload the window to go on.', reload: 'Reload the window',
  },
  loading: 'Loading',
  age: { now: 'just now', minutes: '{{n}} min ago', hours: '{{n}} h ago', days: '{{n}} d ago' },
  amount: { missing: 'Type an amount; 0 if there is none.', unreadable: 'This is not an amount. Type it like 123.45.' },
  reason: { other: 'Another reason', missing: 'Choose a reason, or write one.' },
  readOnly: { title: 'An auditor only reads', why: 'Clerks and managers serve customers and take money. Sales, shift and review are open to you.' },
  openShiftFirst: { title: 'Open the shift first' },
  flow: {
    label: 'Steps of the renewal', customer: 'Customer', identity: 'ID', plan: 'Plan', payment: 'Payment', done: 'Done',
    back: 'Back', summary: 'This renewal', backspace: 'Backspace', keypad: 'Number pad',
  },
} as const satisfies TextsLike<typeof chinese>;
