// @vitest-environment happy-dom
// A problem whose next step is somewhere else has a button that leads there.
import { act, cleanup, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NextSteps } from '#renderer/app/next-steps.tsx';
import { useScreen } from '#renderer/app/screen-store.ts';
import { useInbox } from '#renderer/features/open-payments/inbox-store.ts';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { staffIdSchema } from '#shared/contract/values.ts';
import type { Problem } from '#shared/contract/problems.ts';
import { showScreen, yes, type Shown } from '#tests/renderer/support/show-screen.tsx';

const sync = { state: 'online', isReachable: true, pendingCount: 0, pendingSales: 0, oldestPendingAt: null, lastContactAt: null, nextTryAt: null, lastProblem: null, rejectedCount: 0, clockSkewSeconds: 0, clockDoubt: null, backupProblem: null, delivery: null } as const;
const notice = (problem: Problem): Shown => showScreen(<NextSteps><ProblemNotice problem={problem} /></NextSteps>, { 'sync.now': () => yes(sync) });

describe('app/next-steps', () => {
  beforeEach(() => act(() => {
    useScreen.getState().show('sell');
    useInbox.getState().close();
  }));
  afterEach(cleanup);

  it.each([
    [{ code: 'shift-of-other', ownerId: staffIdSchema.parse('c02') }, 'shift'], [{ code: 'shift-too-long' }, 'shift'], [{ code: 'void-too-late' }, 'transactions'],
  ] satisfies readonly (readonly [Problem, string])[])('leads from %o to the screen where it is mended', async (problem, place) => {
    const { user } = notice(problem);
    await user.click(screen.getByTestId('next-step'));
    expect(useScreen.getState().screen).toBe(place);
    // There already: no button that does nothing.
    expect(screen.queryByTestId('next-step')).toBeNull();
  });

  it.each(['payment-open', 'payment-unknown', 'sale-has-money'] as const)('opens what is not finished for %s', async (code) => {
    const { user } = notice({ code });
    await user.click(screen.getByTestId('next-step'));
    expect(useInbox.getState().isOpen).toBe(true);
  });

  it.each(['refund-offline', 'refund-too-early', 'tender-offline'] as const)('tries the carrier again for %s', async (code) => {
    const { user, sent } = notice({ code });
    await user.click(screen.getByTestId('next-step'));
    expect(sent('sync.now')).toHaveLength(1);
  });

  it('offers nothing where the step is on the spot', () => {
    notice({ code: 'reason-needed' });
    expect(screen.queryByTestId('next-step')).toBeNull();
  });
});
