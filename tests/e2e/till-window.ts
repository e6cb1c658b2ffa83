// One running terminal in its real window: started on a data directory, asked through the window, ended or killed.
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import type { Channel, ReplyOf, RequestOf } from '#shared/contract/till-api.ts';
import { electronArguments, repositoryRoot } from './electron-executable.ts';

export interface TillWindowOptions {
  readonly dataDir: string;
  /** HEYON_… variables besides the data directory. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface TillWindow {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly dataDir: string;
  /** What the main process has written to its error stream. */
  readonly errorOutput: () => string;
  /** Asks the till through the page's own bridge. */
  readonly call: <C extends Channel>(channel: C, request: RequestOf<C>) => Promise<ReplyOf<C>>;
  /** Closes the window as a person does, and waits for the end of the program. */
  readonly close: () => Promise<void>;
  /** Ends the whole program with SIGKILL. */
  readonly kill: () => Promise<void>;
  /** Resolves when the program has ended by whatever means. */
  readonly ended: Promise<void>;
}

function environment(options: TillWindowOptions): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name]) => !/^(?:HEYON_|ELECTRON_RUN_AS_NODE|NODE_OPTIONS|PW_|PLAYWRIGHT_)/.test(name));
  const given = Object.fromEntries(kept.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  return { ...given, ...options.env, HEYON_DATA_DIR: options.dataDir };
}

async function callThroughPage<C extends Channel>(page: Page, channel: C, request: RequestOf<C>): Promise<ReplyOf<C>> {
  const reply = await page.evaluate(({ name, body }) => window.till?.call(name, body), { name: channel as string, body: request as unknown });
  // The page's bridge answers with the envelope of the channel; its type is the contract's.
  return reply as ReplyOf<C>;
}

/** Starts the terminal and waits for its page. The window is 1280 by 800, the locale Chinese, the zone Shanghai's. */
export async function openTillWindow(options: TillWindowOptions): Promise<TillWindow> {
  const app = await _electron.launch({
    // No executablePath: only then does the program wait until the test has hold of it.
    args: electronArguments(), cwd: repositoryRoot, env: environment(options),
    locale: 'zh-CN', timezoneId: 'Asia/Shanghai', timeout: 60_000,
  });
  const child = app.process();
  let written = '';
  child.stderr?.on('data', (chunk: Buffer) => { written += chunk.toString(); });
  const ended = new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    child.once('exit', () => resolve());
  });
  const page = await app.firstWindow({ timeout: 60_000 }).catch((cause: unknown) => {
    child.kill('SIGKILL');
    throw new Error(`the terminal opened no window; it wrote:\n${written}`, { cause });
  });
  page.setDefaultTimeout(30_000);
  return {
    app, page, dataDir: options.dataDir, ended,
    errorOutput: () => written,
    call: (channel, request) => callThroughPage(page, channel, request),
    close: async () => {
      await app.close();
      await ended;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
