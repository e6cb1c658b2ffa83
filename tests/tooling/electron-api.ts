// Names of Electron's API, taken from its declarations and from what our sources use, so that the two can be compared.
// A name is a path: `BrowserWindow.loadURL`, `App.on('second-instance')`, `WebContentsPrintOptions.pageSize`.
import ts from 'typescript';

const isDeclarationFile = (file: ts.SourceFile): boolean => file.fileName.endsWith('/electron.d.ts');

/** The first parameter's literal type of an `on('ready', …)` overload. */
function eventOf(node: ts.Node): string | undefined {
  if (!ts.isMethodDeclaration(node) && !ts.isMethodSignature(node)) return undefined;
  const type = node.parameters[0]?.type;
  return type && ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal) ? type.literal.text : undefined;
}

const namedKinds: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.InterfaceDeclaration,
  ts.SyntaxKind.ClassDeclaration,
  ts.SyntaxKind.TypeAliasDeclaration,
  ts.SyntaxKind.MethodDeclaration,
  ts.SyntaxKind.MethodSignature,
  ts.SyntaxKind.PropertyDeclaration,
  ts.SyntaxKind.PropertySignature,
  ts.SyntaxKind.VariableDeclaration,
  ts.SyntaxKind.Parameter,
]);

function ownName(node: ts.Node): string | undefined {
  if (!namedKinds.has(node.kind) || !('name' in node)) return undefined;
  // Every kind above keeps its name in `name`; the compiler's types do not say so of the set.
  const name = node.name as ts.Node | undefined;
  if (!name || !(ts.isIdentifier(name) || ts.isStringLiteral(name))) return undefined;
  const event = eventOf(node);
  return event === undefined ? name.text : `${name.text}('${event}')`;
}

/** The path of a declaration, or undefined for what has no name of its own. */
function pathOf(node: ts.Node): string | undefined {
  if (ownName(node) === undefined) return undefined;
  const parts: string[] = [];
  for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent) {
    const name = ownName(at);
    if (name !== undefined) parts.unshift(name);
  }
  return parts.join('.');
}

/** Every name an electron.d.ts declares. */
export function declaredNames(text: string): Set<string> {
  const file = ts.createSourceFile('/electron.d.ts', text, ts.ScriptTarget.ES2023, true);
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    const path = ts.isParameter(node) ? undefined : pathOf(node);
    if (path !== undefined) names.add(path);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return names;
}

function namesBehind(symbol: ts.Symbol | undefined): string[] {
  const declarations = symbol?.declarations?.filter((node) => isDeclarationFile(node.getSourceFile())) ?? [];
  return [...new Set(declarations.map(pathOf).filter((path) => path !== undefined))];
}

/** The overload that a call such as `app.on('ready', …)` resolves to. */
function eventNames(call: ts.CallExpression, checker: ts.TypeChecker): string[] {
  const declaration = checker.getResolvedSignature(call)?.declaration;
  if (!declaration || ts.isJSDocSignature(declaration) || !isDeclarationFile(declaration.getSourceFile())) return [];
  const path = eventOf(declaration) === undefined ? undefined : pathOf(declaration);
  return path === undefined ? [] : [path];
}

/** The property of one of Electron's options that an object literal sets. */
function optionNames(property: ts.PropertyAssignment | ts.ShorthandPropertyAssignment, checker: ts.TypeChecker): string[] {
  const type = checker.getContextualType(property.parent);
  if (!type || !ts.isIdentifier(property.name)) return [];
  return namesBehind(checker.getNonNullableType(type).getProperty(property.name.text));
}

function symbolNames(node: ts.Node, checker: ts.TypeChecker): string[] {
  if (ts.isCallExpression(node)) return eventNames(node, checker);
  if (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) return optionNames(node, checker);
  if (!ts.isPropertyAccessExpression(node)) return [];
  const names = namesBehind(checker.getSymbolAtLocation(node.name));
  // An event emitter's overloads all share one symbol; the call itself says which one is meant.
  return names.some((name) => name.endsWith("')")) ? [] : names;
}

/** Every name of Electron's API that these files use, with the places that use it. */
export function usedNames(files: readonly string[], options: ts.CompilerOptions): Map<string, string[]> {
  const program = ts.createProgram([...files], options);
  const checker = program.getTypeChecker();
  const used = new Map<string, string[]>();
  for (const file of files) {
    const source = program.getSourceFile(file);
    if (!source) throw new Error(`not part of the program: ${file}`);
    const visit = (node: ts.Node): void => {
      for (const name of symbolNames(node, checker)) {
        const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
        used.set(name, [...(used.get(name) ?? []), `${file}:${line}`]);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return used;
}
