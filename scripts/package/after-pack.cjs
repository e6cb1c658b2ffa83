// Called by electron-builder when the unpacked folder is ready: takes out what only development needs.
const { rmSync } = require('node:fs');
const path = require('node:path');

exports.default = async function afterPack(context) {
  const isMac = context.electronPlatformName === 'darwin';
  const resources = isMac
    ? path.join(context.appOutDir, `${context.packager.appInfo.productFilename}.app`, 'Contents', 'Resources')
    : path.join(context.appOutDir, 'resources');
  rmSync(path.join(resources, 'default_app.asar'), { force: true });
};
