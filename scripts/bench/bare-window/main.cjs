// The least an Electron program can be: one window with one line of text. What the terminal is measured against.
const { app, BrowserWindow } = require('electron');

void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, useContentSize: true, show: false, webPreferences: { sandbox: true } });
  window.once('ready-to-show', () => window.show());
  return window.loadURL('data:text/html;charset=utf-8,<p data-testid="ready">Heyon POS</p>');
});
app.on('window-all-closed', () => app.quit());
