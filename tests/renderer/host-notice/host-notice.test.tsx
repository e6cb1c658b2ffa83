// @vitest-environment happy-dom
// What the window says when the till's core dies, comes back, or does not.
import { act, cleanup, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { HostNotice } from '#renderer/features/host-notice/host-notice.tsx';
import { showScreen } from '#tests/renderer/support/show-screen.tsx';

afterEach(cleanup);

describe('host-notice', () => {
  it('stays while the core is down and can be sent away once it is back', async () => {
    const { bridge, user } = showScreen(<HostNotice />);
    expect(screen.queryByTestId('host-notice')).toBeNull();
    act(() => bridge.announce({ topic: 'host', host: 'down' }));
    expect([screen.getByTestId('host-notice').dataset['state'], screen.queryByTestId('host-notice-dismiss')]).toEqual(['down', null]);
    act(() => bridge.announce({ topic: 'host', host: 'restarted' }));
    expect(screen.getByTestId('host-notice').textContent).toContain('没有丢失');
    await user.click(screen.getByTestId('host-notice-dismiss'));
    expect(screen.queryByTestId('host-notice')).toBeNull();
  });

  it('raises an alarm when the core does not come back', () => {
    const { bridge } = showScreen(<HostNotice />, {}, 'en');
    act(() => bridge.announce({ topic: 'host', host: 'stopped' }));
    expect([screen.getByRole('alert').dataset['state'], screen.getByRole('alert').textContent.includes('call support')]).toEqual(['stopped', true]);
  });
});
