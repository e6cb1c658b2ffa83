// Where the terminal of this user keeps its data, by the rule of the window's program.
import path from 'node:path';
import { chooseWorkplace, type Workplace } from '../../electron/hosts/data-dir.ts';

export interface PlaceFacts {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  readonly homeDir: string;
  readonly exists: (file: string) => boolean;
}

/** As in package.json; Electron names its folder after it. */
const PRODUCT_NAME = 'Heyon POS';

/** `asked` is a directory from the command line; it counts before HEYON_DATA_DIR. */
export function findWorkplace(facts: PlaceFacts, asked: string | null): Workplace {
  const env = asked === null ? facts.env : { ...facts.env, HEYON_DATA_DIR: asked };
  return chooseWorkplace({ env, userData: path.join(appDataDir(facts), PRODUCT_NAME), exists: facts.exists });
}

/** Electron's `appData`. */
function appDataDir({ env, platform, homeDir }: PlaceFacts): string {
  if (platform === 'win32') return env['APPDATA'] ?? path.join(homeDir, 'AppData', 'Roaming');
  if (platform === 'darwin') return path.join(homeDir, 'Library', 'Application Support');
  const configured = env['XDG_CONFIG_HOME'];
  return configured === undefined || configured === '' ? path.join(homeDir, '.config') : configured;
}
