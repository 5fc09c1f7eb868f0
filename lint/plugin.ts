import { judgeImport, judgeName, repositoryPath } from './imports-rule.ts';
import type { Node, Rule } from './oxlint-types.ts';

/** Every form in which one module reaches another: import, export from, import(), import('...') as a type. */
const imports: Rule = {
  create(context) {
    const file = repositoryPath(context.cwd, context.filename);
    const judge = (node: Node, source: Node | null | undefined, kind: 'value' | 'type') => {
      if (typeof source?.value !== 'string') return;
      const complaint = judgeImport(file, source.value, kind);
      if (complaint !== null) context.report({ node, message: complaint });
    };
    return {
      ImportDeclaration: (node) => judge(node, node.source, typeOnly(node, 'importKind') ? 'type' : 'value'),
      ExportNamedDeclaration: (node) =>
        judge(node, node.source, typeOnly(node, 'exportKind') ? 'type' : 'value'),
      ExportAllDeclaration: (node) => judge(node, node.source, node.exportKind === 'type' ? 'type' : 'value'),
      ImportExpression: (node) => judge(node, node.source, 'value'),
      TSImportType: (node) => judge(node, node.source ?? node.argument, 'type'),
    };
  },
};

/** `import type {A}` and `import {type A}` are gone at run time; `import {}` is not. */
function typeOnly(node: Node, kind: 'importKind' | 'exportKind'): boolean {
  if (node[kind] === 'type') return true;
  const specifiers = node.specifiers ?? [];
  return specifiers.length > 0 && specifiers.every((specifier) => specifier[kind] === 'type');
}

/** The names of lint/import-table.ts that may be held in one place only. */
const names: Rule = {
  create(context) {
    const file = repositoryPath(context.cwd, context.filename);
    const judge = (node: Node, source: Node | null | undefined, name: string) => {
      if (typeof source?.value !== 'string') return;
      const complaint = judgeName(file, source.value, name);
      if (complaint !== null) context.report({ node, message: complaint });
    };
    const judgeEach = (node: Node) => {
      for (const specifier of node.specifiers ?? []) {
        // `import * as` has no imported name; `export { x } from` calls it local.
        const held = node.type === 'ImportDeclaration' ? specifier.imported : specifier.local;
        judge(specifier, node.source, held?.name ?? '*');
      }
    };
    return {
      ImportDeclaration: judgeEach,
      ExportNamedDeclaration: judgeEach,
      ExportAllDeclaration: (node) => judge(node, node.source, '*'),
      ImportExpression: (node) => judge(node, node.source, '*'),
    };
  },
};

/** A rule gets `now` as an argument: otherwise no test can move it, and no past check can be answered again. */
const noClock: Rule = {
  create(context) {
    const message = 'A rule takes `now` (and random bytes) as arguments.';
    return {
      NewExpression: (node) => {
        if (node.callee?.name === 'Date' && node.arguments?.length === 0) context.report({ node, message });
      },
      CallExpression: (node) => {
        if (node.callee?.name === 'Date') context.report({ node, message });
      },
      MemberExpression: (node) => {
        const name = `${node.object?.name}.${memberName(node)}`;
        if (['Date.now', 'Math.random', 'performance.now'].includes(name)) context.report({ node, message });
      },
    };
  },
};

/** Text put into SQL unescaped is how one firm reads another's rows. */
const noRawSql: Rule = {
  create(context) {
    return {
      CallExpression: (node) => {
        const callee = node.callee;
        if (callee?.type !== 'MemberExpression' || callee.object?.name === 'String') return;
        const name = memberName(callee);
        if (name !== 'unsafe' && name !== 'raw') return;
        context.report({
          node,
          message: `.${name}() writes SQL: it belongs into db/ as a named query with parameters.`,
        });
      },
    };
  },
};

/** `x as unknown as T` says anything of anything; a needed cast gets one named function that states its guarantee. */
const noDoubleCast: Rule = {
  create(context) {
    return {
      TSAsExpression: (node) => {
        const inner = node.expression;
        if (inner?.type !== 'TSAsExpression' || inner.typeAnnotation?.type !== 'TSUnknownKeyword') return;
        context.report({
          node,
          message: 'Parse the value, or give the cast a named function that states its guarantee.',
        });
      },
    };
  },
};

function memberName(node: Node): string | undefined {
  const property = node.property;
  return property?.name ?? (typeof property?.value === 'string' ? property.value : undefined);
}

const plugin = {
  meta: { name: 'jawort' },
  rules: { imports, names, 'no-clock': noClock, 'no-raw-sql': noRawSql, 'no-double-cast': noDoubleCast },
};

export default plugin;
