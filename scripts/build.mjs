// Builds the terminal into out/ when a source is newer than the last build. Part of start, test, demo, bench and package.
import { ensureBuild } from './setup/build.mjs';
import { runCommand, setUp } from './setup.mjs';

await runCommand(async () => {
  const { node } = await setUp();
  await ensureBuild(node);
  return 0;
});
