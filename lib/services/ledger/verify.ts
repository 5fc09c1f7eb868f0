import { sha256Hex } from '#lib/domain/canonical/hash.ts';
import type { BusinessId } from '#lib/domain/ids.ts';
import { parseNote, verifyNote, type Checkpoint } from '#lib/domain/ledger/checkpoint.ts';
import { appendLeaf, leafHash, type Frontier, type Subtree } from '#lib/domain/ledger/tree.ts';
import { countLogNodes, listVersionTexts, pageOfLog, type LogRow } from '#db/queries/log-audit.ts';
import { listCheckpoints } from '#db/queries/checkpoint.ts';
import { publicLogKeys } from '#db/queries/log-key.ts';
import { readLogEdge, readSubtrees } from '#db/queries/ledger.ts';
import { inBusinessSnapshot, type BusinessTx } from '#db/in-business.ts';

export interface LogFinding {
  kind:
    | 'entry_missing' // the numbers have a gap
    | 'entry_differs' // leaf, hash and columns of an entry do not tell the same
    | 'time_went_back'
    | 'node_differs' // a stored subtree is not what the leaves add up to
    | 'head_differs'
    | 'checkpoint_differs' // one of our own: forged, or the log is not what it says
    | 'outside_differs' // the checkpoint from outside: the log is shorter, or another one
    | 'version_differs'; // a text is not what its name says
  /** A number of an entry, a place in the tree, a size, a version's id. */
  where: string;
}

/**
 * Computes the whole log anew from its entries and compares everything stored with it, and with `outside`, a checkpoint
 * that was kept where nobody of ours could change it: that one also finds a log that was rewritten with care. Empty means
 * that all agree.
 */
export async function verifyLog(
  businessId: BusinessId,
  outside: Omit<Checkpoint, 'origin'> | null = null,
): Promise<LogFinding[]> {
  return inBusinessSnapshot(businessId, async (tx) => {
    const signed = await storedCheckpoints(tx, businessId);
    const wanted = new Set([...signed.said.keys(), ...(outside ? [outside.size] : [])]);
    const walked = await walk(tx, businessId, wanted);
    const findings = [...walked.findings, ...signed.findings];

    const head = await readLogEdge(tx, businessId);
    const sameHead =
      head.size === walked.edge.size &&
      Buffer.concat(head.frontier).equals(Buffer.concat(walked.edge.frontier));
    if (!sameHead) findings.push({ kind: 'head_differs', where: String(head.size) });
    for (const [size, root] of signed.said)
      if (walked.roots.get(size)?.equals(root) !== true)
        findings.push({ kind: 'checkpoint_differs', where: String(size) });
    if (outside && walked.roots.get(outside.size)?.equals(outside.root) !== true)
      findings.push({ kind: 'outside_differs', where: String(outside.size) });
    for (const { versionId, content } of await listVersionTexts(tx, businessId))
      if (sha256Hex(content) !== versionId) findings.push({ kind: 'version_differs', where: versionId });
    return findings;
  });
}

/** What our own checkpoints say, each by its signature and not by its columns. */
async function storedCheckpoints(tx: BusinessTx, businessId: BusinessId) {
  const publicKeys = await publicLogKeys(tx);
  const findings: LogFinding[] = [];
  const said = new Map<number, Buffer>();
  for (const { size, root, note } of await listCheckpoints(tx, businessId)) {
    const origin = parseNote(note)?.checkpoint.origin ?? '';
    const read = origin.endsWith(`/log/${businessId}`) ? verifyNote(note, { origin, publicKeys }) : null;
    if (read?.size === size && read.root.equals(root)) said.set(size, root);
    else findings.push({ kind: 'checkpoint_differs', where: String(size) });
  }
  return { said, findings };
}

interface Walked {
  edge: Frontier;
  /** The roots at the sizes that were asked for, as far as the log reaches. */
  roots: Map<number, Buffer>;
  findings: LogFinding[];
}

const pageSize = 1_000;

/** The tree, built again entry by entry, with each page's subtrees compared to the stored ones. */
async function walk(tx: BusinessTx, businessId: BusinessId, wanted: ReadonlySet<number>): Promise<Walked> {
  const findings: LogFinding[] = [];
  const roots = new Map<number, Buffer>();
  let edge: Frontier = { size: 0, frontier: [] };
  let nodeCount = 0;
  let lastAt = '';
  for (;;) {
    const page = await pageOfLog(tx, businessId, { from: edge.size, count: pageSize });
    const completed: Subtree[] = [];
    for (const row of page) {
      const where = String(row.seq);
      if (row.seq !== edge.size) {
        findings.push({ kind: 'entry_missing', where: String(edge.size) });
        return { edge, roots, findings };
      }
      const hash = leafHash(row.leaf);
      if (!hash.equals(row.leafHash) || !tellsTheSame(row, businessId))
        findings.push({ kind: 'entry_differs', where });
      if (row.at <= lastAt) findings.push({ kind: 'time_went_back', where });
      lastAt = row.at;
      const grown = appendLeaf(edge, hash);
      completed.push(...grown.nodes);
      edge = grown;
      if (wanted.has(grown.size)) roots.set(grown.size, grown.root);
    }
    nodeCount += completed.length;
    findings.push(...(await differing(tx, businessId, completed)));
    if (page.length < pageSize) break;
  }
  if ((await countLogNodes(tx, businessId)) !== nodeCount)
    findings.push({ kind: 'node_differs', where: 'count' });
  return { edge, roots, findings };
}

async function differing(
  tx: BusinessTx,
  businessId: BusinessId,
  computed: readonly Subtree[],
): Promise<LogFinding[]> {
  if (computed.length === 0) return [];
  const stored = await readSubtrees(tx, businessId, computed);
  return computed.flatMap(({ level, index, hash }): LogFinding[] => {
    const where = `${String(level)}/${String(index)}`;
    return stored.get(where)?.equals(hash) === true ? [] : [{ kind: 'node_differs', where }];
  });
}

/** Columns are for finding entries; what counts is the leaf, and both must tell the same. */
function tellsTheSame(row: LogRow, businessId: BusinessId): boolean {
  const leaf: unknown = parsed(row.leaf);
  if (typeof leaf !== 'object' || leaf === null) return false;
  const { business, seq, id, kind, at, contact } = leaf as Readonly<Record<string, unknown>>;
  return (
    business === businessId &&
    seq === row.seq &&
    id === row.eventId &&
    kind === row.kind &&
    at === row.at &&
    (contact ?? null) === row.contactId
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
