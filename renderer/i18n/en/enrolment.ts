// Texts of enrolment, English.
import type { TextsLike } from '../texts-like.ts';
import type { enrolment as chinese } from '../zh-CN/enrolment.ts';

export const enrolment = {
  title: 'Activate this terminal',
  intro: 'Once only. From then on it sells without a network too.',
  storeCode: 'Store code',
  storeCodeHint: 'For example SZ-001; see the opening letter',
  activationCode: 'Activation code',
  activationCodeHint: 'From head office; each works once, and for a limited time',
  storeCodeMissing: 'Type the store code.',
  storeCodeForm: 'A store code has letters, digits, dots, dashes and underscores only.',
  activationCodeMissing: 'Type the activation code, at least 4 characters.',
  enrol: 'Activate',
  busy: 'Activating…',
  busyHint: 'Talking to the server. Please leave the computer on.',
  stepsTitle: 'What happens next',
  step1: 'The terminal gets a key of its own, which never leaves this computer.',
  step2: 'Plans, people and customer records are downloaded by themselves.',
  step3: 'Clerks sign in with their PIN, open a shift and start renewing cards.',
  helpTitle: 'No activation code?',
  help: 'Ask the manager to have head office release a terminal. A used code is void: a new or reinstalled computer needs a new one.',
  language: 'Language',
} as const satisfies TextsLike<typeof chinese>;
