// Starts core-process as a utility process of Electron and shows it as a CoreChild.
import { app, utilityProcess } from 'electron';
import type { FromCore } from '../core/ports.ts';
import { coreEnvironment } from './core-environment.ts';
import type { CoreChild } from './core-host.ts';

/** `script` is the built core-process.cjs. */
export function forkCore(script: string, isRestart: boolean): CoreChild {
  const env = coreEnvironment(process.env, { isPackaged: app.isPackaged, isRestart, shellPid: process.pid });
  const child = utilityProcess.fork(script, [], { serviceName: 'Heyon POS till', env, stdio: 'inherit' });
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => {
      // Only core-process.ts holds the other end, and it sends nothing but FromCore.
      child.on('message', (message) => listener(message as FromCore));
    },
    onExit: (listener) => {
      child.once('exit', listener);
    },
    kill: () => {
      child.kill();
    },
  };
}
