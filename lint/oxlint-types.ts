/** The small part of the linter's plugin interface that our rules use. */
export interface Rule {
  create(context: Context): Partial<Record<Visited, (node: Node) => void>>;
}

type Visited =
  | 'ImportDeclaration'
  | 'ExportNamedDeclaration'
  | 'ExportAllDeclaration'
  | 'ImportExpression'
  | 'TSImportType'
  | 'NewExpression'
  | 'CallExpression'
  | 'MemberExpression'
  | 'TSAsExpression';

interface Context {
  readonly cwd: string;
  readonly filename: string;
  report(finding: { node: Node; message: string }): void;
}

/** A syntax tree node (ESTree), as far as we look into one. */
export interface Node {
  readonly type: string;
  readonly name?: string;
  readonly value?: unknown;
  readonly source?: Node | null;
  readonly argument?: Node | null;
  readonly importKind?: string;
  readonly exportKind?: string;
  readonly specifiers?: readonly Node[];
  readonly imported?: Node;
  readonly local?: Node;
  readonly callee?: Node;
  readonly object?: Node;
  readonly property?: Node;
  readonly arguments?: readonly Node[];
  readonly expression?: Node;
  readonly typeAnnotation?: Node;
}
