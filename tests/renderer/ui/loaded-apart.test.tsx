// @vitest-environment happy-dom
// Loaded code is drawn with the press that asks for it; code that cannot be read says so where it would have stood.
import { cleanup, render, screen } from '@testing-library/react';
import { Component, type ReactNode } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { loadedApart } from '#renderer/ui/loaded-apart.tsx';

function Greeting({ name }: { readonly name: string }): ReactNode {
  return <p>hello {name}</p>;
}

function Meanwhile(): ReactNode {
  return <p>on its way</p>;
}

class Boundary extends Component<{ readonly children: ReactNode }, { readonly said: string | null }> {
  override state: { said: string | null } = { said: null };
  static getDerivedStateFromError(error: Error): { said: string } { return { said: error.message }; }
  override render(): ReactNode { return this.state.said ?? this.props.children; }
}

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe('ui/loaded-apart', () => {
  it('draws a part with the first frame when its code is there', async () => {
    const Part = loadedApart(async () => Greeting, Meanwhile);
    await Part.loadAhead();
    render(<Part name="Lin" />);
    expect(document.body.textContent).toBe('hello Lin');
  });

  it('shows what is drawn meanwhile until its code is there', async () => {
    const Part = loadedApart(async () => Greeting, Meanwhile);
    render(<Part name="Lin" />);
    expect(document.body.textContent).toBe('on its way');
    expect(await screen.findByText('hello Lin')).toBeTruthy();
  });

  it('reads its code once, however often it is drawn', async () => {
    const load = vi.fn(async () => Greeting);
    const Part = loadedApart(load);
    const first = render(<Part name="Lin" />);
    await screen.findByText('hello Lin');
    first.unmount();
    render(<Part name="Wang" />);
    expect(document.body.textContent).toBe('hello Wang');
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('fails in its own place when its code cannot be read, and is tried again when drawn anew', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const load = vi.fn(async () => Greeting).mockRejectedValueOnce(new Error('cannot be read'));
    const Part = loadedApart(load);
    const first = render(<Boundary><Part name="Lin" /></Boundary>);
    await screen.findByText('cannot be read');
    first.unmount();
    render(<Boundary><Part name="Lin" /></Boundary>);
    expect(await screen.findByText('hello Lin')).toBeTruthy();
  });
});
