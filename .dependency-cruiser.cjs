// Who may import whom: the import table of docs/architecture.md, checked by `npm run check`.
// Paths are relative to the repository's root. Each comment says what to do instead.

/** A rule for our own code: from these files, of our own only what `may` matches. */
const ours = '^(shared|electron|renderer|gateway|scripts|tests)/';
const mayOnly = (name, from, may, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: ours, pathNot: may },
});

/** A rule for a package: only these files may import it. */
const only = (name, packages, from, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { pathNot: from },
  to: { path: `(^|/)node_modules/(${packages})/` },
});

const useCases = 'agreement|approval|catalog|directory|identity|payment|plan|receipt|refund|rescue|restore|review|sale|settings|shift|staff|subscriber|task|terminal|undo|verification';

module.exports = {
  forbidden: [
    {
      name: 'no-unresolved',
      severity: 'error',
      comment: 'An import that does not resolve slips past every rule below: give the .ts extension and the #side/ prefix',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'Two files that need each other are one, or miss a third that both import',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    mayOnly('domain-is-pure', '^shared/domain/', '^shared/domain/', 'The rules stand alone: pass what they need as an argument'),
    {
      name: 'domain-packages',
      severity: 'error',
      comment: 'The rules use Temporal and passport lines from packages; Node and everything else stay outside',
      from: { path: '^shared/domain/' },
      to: { path: '^(?!shared/)', pathNot: '(^|/)node_modules/(temporal-|mrz/)', couldNotResolve: false },
    },
    mayOnly('contract-imports-domain', '^shared/contract/', '^shared/(domain|contract)/', 'Schemas call the domain, never the other way round'),
    mayOnly('i18n-imports-shared', '^shared/i18n/', '^shared/', 'Texts know codes, nothing of the processes that show them'),
    mayOnly('receipt-imports-shared', '^shared/receipt/', '^shared/', 'Paper is composed of domain values and texts, wherever it is printed'),
    mayOnly('core-imports-shared', '^electron/core/', '^(shared|electron/core)/', 'What the core needs from its host is a port in electron/core/ports.ts'),
    mayOnly('shell-imports-ports', '^electron/shell/', '^(shared/|electron/(shell|hosts)/|electron/core/ports\\.ts$)', 'The shell talks to the core by messages; it may know only the ports’ types'),
    {
      name: 'shell-takes-types-from-the-core',
      severity: 'error',
      comment: 'Use `import type`: the core lives in another process',
      from: { path: '^electron/(shell/|main\\.ts$)' },
      to: { path: '^electron/core/', dependencyTypesNot: ['type-only'] },
    },
    mayOnly('main-imports-shell', '^electron/main\\.ts$', '^(shared/|electron/(shell|hosts)/|electron/core/ports\\.ts$)', 'The window’s side never hosts the core'),
    mayOnly('core-process-imports-core', '^electron/core-process\\.ts$', '^(shared|electron/(core|hosts))/', 'The till’s side knows no window'),
    mayOnly('hosts-import-core', '^electron/hosts/', '^(shared|electron/(core|hosts))/', 'The ports for plain Node know the core and nothing of the window'),
    mayOnly('preload-imports-contract', '^electron/preload\\.ts$', '^shared/contract/', 'The preload knows the names of the contract and nothing more'),
    mayOnly('renderer-imports-shared', '^renderer/', '^(renderer|shared)/', 'The window reaches the till through renderer/till only'),
    mayOnly('gateway-imports-shared', '^gateway/', '^(gateway|shared)/', 'The gateway is a program of its own'),
    mayOnly('demo-drives-the-window', '^scripts/demo/', '^(scripts|shared|tests/e2e)/', 'The demonstration drives the window with the tests’ own pages'),
    mayOnly('scripts-host-the-core', '^scripts/(?!demo/)', '^(scripts|shared|gateway|electron/(core|hosts))/', 'Scripts are hosts of the core and of the gateway, not of the window'),
    {
      name: 'nothing-imports-tests-or-scripts',
      severity: 'error',
      comment: 'What the product needs does not live in tests/ or scripts/',
      from: { path: '^(shared|electron|renderer|gateway)/' },
      to: { path: '^(scripts|tests)/' },
    },
    {
      name: 'sync-is-wired-once',
      severity: 'error',
      comment: 'Only create-core.ts starts the sync; wake it through what create-core hands out',
      from: { path: '^electron/core/', pathNot: '^electron/core/(sync/|create-core\\.ts$)' },
      to: { path: '^electron/core/sync/', pathNot: '-(repository|view)\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'repository-alone',
      severity: 'error',
      comment: 'A repository never calls another: the use case calls both',
      from: { path: '^electron/core/.*-repository\\.ts$' },
      to: { path: '^electron/core/.*-repository\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'use-case-alone',
      severity: 'error',
      comment: 'A use case never calls another: share a pure function in shared/domain, a verb of a repository or a *-view.ts that only reads',
      from: { path: `^electron/core/(${useCases})/` },
      to: { path: `^electron/core/(${useCases})/`, pathNot: '^electron/core/$1/|(-repository|-view|/business-day|/check-pin|/digest)\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'database-by-type-only',
      severity: 'error',
      comment: 'A use case hands the database on and never opens it: `import type` from store/sql.ts; SQL belongs into *-repository.ts',
      from: { path: '^electron/core/', pathNot: '^electron/core/(store/|create-core\\.ts$|.*-repository\\.ts$)' },
      to: { path: '^electron/core/store/(sql|open-store|transaction|migrate|migrations/.*)\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'features-apart',
      severity: 'error',
      comment: 'A feature never imports another: what they share belongs into flow/, ui/ or till/',
      from: { path: '^renderer/features/([^/]+)/' },
      to: { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
    },
    mayOnly('features-import', '^renderer/features/', '^(shared/|renderer/(features|ui|till|i18n|flow|styles)/)', 'Features stand on ui, till, i18n, flow; the app stands on them'),
    mayOnly('flow-imports', '^renderer/flow/', '^(shared/|renderer/(flow|till)/)', 'The flow knows steps, not screens'),
    mayOnly('till-imports', '^renderer/till/', '^(shared/|renderer/till/)', 'The client of the contract knows nothing of the window'),
    mayOnly('ui-imports', '^renderer/ui/', '^(shared/|renderer/(ui|i18n|styles)/)', 'Parts of the interface know no data'),
    {
      name: 'window-has-no-node',
      severity: 'error',
      comment: 'The window is a web page: what needs Node is a channel of the contract',
      from: { path: '^(renderer|shared)/' },
      to: { dependencyTypes: ['core'] },
    },
    only('electron-in-shell', 'electron', '^(electron/(main|preload|core-process)\\.ts$|electron/shell/|tests/|scripts/|[^/]+$)', 'Electron is the shell’s business: make it a port'),
    only('sqlite-in-store', 'better-sqlite3|@types/better-sqlite3', '^(electron/core/store/|tests/|scripts/)', 'Open and query through electron/core/store'),
    only('postgres-in-store', 'pg|@types/pg|@electric-sql/pglite', '^(gateway/store/|tests/|scripts/)', 'The gateway queries through gateway/store'),
    only('react-in-renderer', '(@types/)?react(-dom)?|antd|zustand|@tanstack/[^/]+|@ant-design/[^/]+', '^(renderer/|tests/)', 'Only the window has a user interface'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(out|dist|test-results)/' },
    // Type-only imports count: a layer that needs another's types is already bound to it.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tests/tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.css'],
    },
  },
};
