// Texts of receipt, English.
import type { TextsLike } from '../texts-like.ts';
import type { receipt as chinese } from '../zh-CN/receipt.ts';

export const receipt = {
  paper: 'Receipt preview',
  label: 'Receipt',
  state: {
    none: 'No receipt', queued: 'In the print queue', handed: 'Printing', spooled: 'Sent to the printer', saved: 'Saved as PDF',
    unconfirmed: 'Not confirmed', failed: 'Not printed',
  },
  copy: 'copy {{n}}',
  next: {
    none: 'Press F9 to print a copy', queued: 'No need to wait for it', handed: 'No need to wait for it',
    spooled: '{{detail}}; no paper? Print a copy', saved: '{{detail}}', unconfirmed: 'Look at the printer; no paper? Print a copy',
  },
} as const satisfies TextsLike<typeof chinese>;
