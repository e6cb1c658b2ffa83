// The one big button of a screen; always on Enter.
import type { ReactNode } from 'react';
import { PushButton, type PushButtonProps } from './push-button.tsx';

/** Full width, brand colour, pressed by Enter unless another key is named. */
export function PrimaryButton(props: Omit<PushButtonProps, 'tone' | 'isWide'>): ReactNode {
  return <PushButton shortcut="Enter" {...props} tone="primary" isWide />;
}
