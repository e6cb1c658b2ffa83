// The window's side of the terminal: puts together paths, core host, calls and window, and says in which order.
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { app, Menu, net } from 'electron';
import type { BrowserWindow } from 'electron';
import { fileLogger } from './hosts/file-logger.ts';
import { systemClock, systemTimers } from './hosts/system-clock.ts';
import { failToStart, isOnlyTerminal, quitInOrder, useDataDir } from './shell/app-lifecycle.ts';
import type { QuitStep } from './shell/app-lifecycle.ts';
import { registerAppScheme, serveApp } from './shell/app-protocol.ts';
import { startCoreHost } from './shell/core-host.ts';
import type { CoreHost } from './shell/core-host.ts';
import { chooseLocale, chooseWorkplace } from './hosts/data-dir.ts';
import type { Workplace } from './hosts/data-dir.ts';
import { forkCore } from './shell/fork-core.ts';
import { serveCalls } from './shell/ipc-server.ts';
import { openMainWindow } from './shell/main-window.ts';
import { osKeychain } from './shell/os-keychain.ts';
import { followNetwork } from './shell/network-events.ts';
import { followPower } from './shell/power-events.ts';
import { printerChannels } from './shell/printing/printer-channels.ts';
import { programFiles } from './shell/program-files.ts';
import { sealedKeychain } from './shell/sealed-keychain.ts';
import { sessionOf } from './shell/serve-call.ts';
import { broadcastTopics } from './shell/topic-broadcaster.ts';
import { startTrainingGateway } from './shell/training-gateway.ts';
import { chooseTrainingPort, trainingUrl } from './shell/training-port.ts';
import { enforceWebSecurity } from './shell/web-security.ts';
import type { CoreOptions, Logger } from './core/ports.ts';

let window: BrowserWindow | null = null;

/** What opens the till: with codes of its own in training mode, as enrolled otherwise. */
function coreOptions(place: Workplace, trainingPort: number | null): CoreOptions {
  return {
    dataDir: place.coreDir,
    gatewayUrl: trainingPort === null ? place.gatewayUrl : trainingUrl(trainingPort),
    enrolWith: trainingPort === null ? null : { storeCode: 'SZ-001', activationCode: 'TRAIN-0001' },
    appVersion: app.getVersion(),
    defaultLocale: chooseLocale(process.env),
    sqliteBinding: programFiles().sqliteBinding,
    checkReplies: !app.isPackaged,
    keepsBackups: true,
    rescueDirs: [app.getPath('documents')],
  };
}

async function run(): Promise<void> {
  const devServerUrl = app.isPackaged ? null : (process.env['ELECTRON_RENDERER_URL'] ?? null);
  const place = chooseWorkplace({ env: process.env, userData: app.getPath('userData'), exists: existsSync });
  mkdirSync(place.coreDir, { recursive: true, mode: 0o700 });
  const logger = fileLogger({ logsDir: path.join(place.coreDir, 'logs'), name: 'shell', clock: systemClock });
  keepRunning(logger);
  logger.info('shell.started', { mode: place.mode, version: app.getVersion(), electron: process.versions.electron ?? '' });
  const trainingPort = place.mode === 'training' ? await chooseTrainingPort(place.coreDir) : null;
  const files = programFiles();
  const host = startCoreHost(
    {
      clock: systemClock, timers: systemTimers, logger, keychain: sealedKeychain(path.join(place.coreDir, 'keys'), osKeychain),
      fork: ({ isRestart }) => forkCore(files.coreProcess, isRestart),
    },
    coreOptions(place, trainingPort),
  );
  const quitSteps: QuitStep[] = [
    { name: 'window', run: async () => window?.hide() },
    { name: 'core', run: (limitMs) => host.close(limitMs) },
  ];
  quitInOrder(() => quitSteps, { logger, timers: systemTimers });

  enforceWebSecurity(devServerUrl);
  serveApp(files.renderer);
  serveCalls({
    host, logger,
    shell: printerChannels({ contents: () => window?.webContents ?? null, receiptsDir: path.join(place.coreDir, 'receipts'), logger, timers: systemTimers }),
    trust: () => (window === null ? null : { webContentsId: window.webContents.id, devServerUrl }),
  });
  const opened = openMainWindow({ preload: files.preload, devServerUrl, hasDevTools: !app.isPackaged, logger, monotonicMs: () => systemClock.monotonicMs() });
  window = opened;
  opened.once('closed', () => {
    window = null;
  });
  broadcastTopics(host, opened);
  followPower(host, () => (window === null ? null : sessionOf({ webContentsId: window.webContents.id })));
  followNetwork(host, () => net.isOnline(), systemTimers);
  // After the window: on a small machine a database that starts beside it would make the clerk wait.
  if (trainingPort !== null) opened.once('ready-to-show', () => quitSteps.push(trainingStep(host, place, trainingPort, logger)));
}

function trainingStep(host: CoreHost, place: Workplace, port: number, logger: Logger): QuitStep {
  const gateway = startTrainingGateway({
    script: programFiles().gateway, trainingDir: place.coreDir, port, logger, timers: systemTimers, onListening: () => host.wake(),
  });
  return { name: 'training-gateway', run: (limitMs) => gateway.close(limitMs) };
}

/** A bug in the shell must not put Electron's own dialog over a sale; what is sold is safe in the other process. */
function keepRunning(logger: Logger): void {
  process.on('uncaughtException', (cause) => logger.error('shell.uncaught', {}, cause));
  process.on('unhandledRejection', (cause) => logger.error('shell.unhandled-rejection', {}, cause));
}

function begin(): void {
  registerAppScheme();
  Menu.setApplicationMenu(null);
  // As root the sandbox cannot work, and asking for it would keep the network service from starting.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  useDataDir(process.env);
  if (!isOnlyTerminal(() => window)) return app.exit(0);
  app.whenReady().then(run).catch(failToStart);
}

try {
  begin();
} catch (cause) {
  failToStart(cause);
}
