// Puts one component on a page with a scripted till behind it.
import { render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import type { Locale } from '#shared/contract/values.ts';
import { startWindowLanguage } from '#renderer/i18n/window-language.ts';
import { TillQueryProvider } from '#renderer/till/till-query-provider.tsx';
import { online, people, shift, signedIn, terminal, z } from './desk-samples.ts';
import { scriptedBridge, type Answers, type ScriptedBridge } from './scripted-bridge.ts';

export function yes<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function no<const P>(problem: P): { readonly ok: false; readonly problem: P } {
  return { ok: false, problem };
}

/** A training terminal with a clerk signed in and a shift open. */
const usual: Answers = {
  'terminal.read': () => yes(terminal), 'staff.list': () => yes(people), 'session.read': () => yes(signedIn), 'sync.read': () => yes(online),
  'settings.read': () => yes({ locale: 'zh-CN', printer: '', paperMm: 80 }), 'shift.current': () => yes({ shift, lastCountFen: shift.floatFen, lastZ: z }),
};

export interface Shown {
  readonly bridge: ScriptedBridge;
  readonly user: UserEvent;
  /** The requests a channel was sent, oldest first. */
  readonly sent: (channel: string) => unknown[];
}

export function showScreen(element: ReactNode, answers: Answers = {}, locale: Locale = 'zh-CN'): Shown {
  const bridge = scriptedBridge({ ...usual, ...answers });
  Object.assign(window, { till: bridge });
  render(<I18nextProvider i18n={startWindowLanguage(locale)}><TillQueryProvider>{element}</TillQueryProvider></I18nextProvider>);
  return { bridge, user: userEvent.setup(), sent: (channel) => bridge.calls.filter((call) => call.channel === channel).map((call) => call.request) };
}
