import { appendLeaf, EMPTY_ROOT, type Frontier } from '#lib/domain/ledger/tree.ts';

export type StoredLog = Frontier & {
  readonly root: Buffer;
  readonly read: (level: number, index: number) => Buffer;
};

/** A log as the tables keep it: leaves, complete subtrees by (level, index), frontier and root. */
export function storedLog(leafHashes: readonly Buffer[]): StoredLog {
  const rows = new Map<string, Buffer>();
  let edge: Frontier = { size: 0, frontier: [] };
  let root = EMPTY_ROOT;
  for (const [index, leaf] of leafHashes.entries()) {
    rows.set(`0/${index}`, leaf);
    const next = appendLeaf(edge, leaf);
    for (const node of next.nodes) {
      const key = `${node.level}/${node.index}`;
      // The table's primary key: a second row for one subtree would be refused.
      if (rows.has(key)) throw new Error(`subtree ${key} was completed twice`);
      rows.set(key, node.hash);
    }
    edge = next;
    root = next.root;
  }
  const read = (level: number, index: number): Buffer => {
    const hash = rows.get(`${level}/${index}`);
    if (hash === undefined) throw new Error(`subtree ${level}/${index} is not stored`);
    return hash;
  };
  return { ...edge, root, read };
}
