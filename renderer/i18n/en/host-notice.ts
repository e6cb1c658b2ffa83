// Texts of host-notice, English.
import type { TextsLike } from '../texts-like.ts';
import type { hostNotice as chinese } from '../zh-CN/host-notice.ts';

export const hostNotice = {
  down: 'The till\'s core stopped and is starting again',
  downHint: 'A few seconds, please. Everything saved is still there; do not take the money twice.',
  restarted: 'The till\'s core is back',
  restartedHint: 'Nothing was lost. Unfinished work is still here; go on where you were.',
  stopped: 'The till\'s core could not be started again',
  stoppedHint: 'Saved sales are on this computer. Close the program and open it again; if that does not help, call support.',
  dismiss: 'Got it',
} as const satisfies TextsLike<typeof chinese>;
