import type { ProcedureEdge, ProcedureGraph, ProcedureNode } from '../api/types';

export const nodeWidth = 168;
export const nodeHeight = 48;
const columnGap = 64;
const rowGap = 28;
const margin = 16;

export interface PlacedNode extends ProcedureNode {
  left: number;
  top: number;
}

export interface PlacedEdge extends ProcedureEdge {
  path: string;
  labelX: number;
  labelY: number;
}

export interface Picture {
  width: number;
  height: number;
  nodes: PlacedNode[];
  edges: PlacedEdge[];
}

/** Places a procedure where its drawing has it, or in layers when it was never drawn. */
export function layOut(graph: ProcedureGraph): Picture {
  const positions = hasDrawing(graph.nodes) ? drawn(graph.nodes) : layered(graph);
  const nodes = graph.nodes.map((node) => ({ ...node, ...(positions.get(node.id) ?? { left: 0, top: 0 }) }));
  const minLeft = Math.min(...nodes.map((node) => node.left), Infinity);
  const minTop = Math.min(...nodes.map((node) => node.top), Infinity);
  for (const node of nodes) {
    node.left += margin - minLeft;
    node.top += margin - minTop;
  }
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const edges = graph.edges.flatMap((edge) => {
    const from = byId.get(edge.from);
    const to = byId.get(edge.to);
    return from && to ? [connect(edge, from, to)] : [];
  });
  return {
    width: Math.max(...nodes.map((node) => node.left + nodeWidth), 0) + margin,
    height: Math.max(...nodes.map((node) => node.top + nodeHeight), 0) + margin + (edges.some(goesBack(byId)) ? 40 : 0),
    nodes,
    edges,
  };
}

const goesBack = (byId: Map<string, PlacedNode>) => (edge: ProcedureEdge) =>
  (byId.get(edge.to)?.left ?? 0) <= (byId.get(edge.from)?.left ?? 0) && edge.from !== edge.to;

function hasDrawing(nodes: ProcedureNode[]): boolean {
  const places = new Set(nodes.map((node) => `${node.x},${node.y}`));
  return nodes.length > 1 && places.size === nodes.length && nodes.every((node) => Number.isFinite(node.x) && Number.isFinite(node.y));
}

function drawn(nodes: ProcedureNode[]) {
  return new Map(nodes.map((node) => [node.id, { left: node.x ?? 0, top: node.y ?? 0 }]));
}

/** Columns by the longest way from a start, with edges that lead back left out of the count. */
function layered(graph: ProcedureGraph) {
  const outgoing = new Map<string, string[]>();
  for (const edge of graph.edges) outgoing.set(edge.from, [...(outgoing.get(edge.from) ?? []), edge.to]);
  const targets = new Set(graph.edges.map((edge) => edge.to));
  const layer = new Map<string, number>();
  const visit = (id: string, depth: number, path: Set<string>) => {
    if (path.has(id) || (layer.get(id) ?? -1) >= depth) return;
    layer.set(id, depth);
    path.add(id);
    for (const next of outgoing.get(id) ?? []) visit(next, depth + 1, path);
    path.delete(id);
  };
  const starts = graph.nodes.filter((node) => !targets.has(node.id));
  for (const node of starts.length > 0 ? starts : graph.nodes.slice(0, 1)) visit(node.id, 0, new Set());
  const rows = new Map<number, number>();
  return new Map(
    graph.nodes.map((node) => {
      const column = layer.get(node.id) ?? 0;
      const row = rows.get(column) ?? 0;
      rows.set(column, row + 1);
      return [node.id, { left: column * (nodeWidth + columnGap), top: row * (nodeHeight + rowGap) }];
    }),
  );
}

function connect(edge: ProcedureEdge, from: PlacedNode, to: PlacedNode): PlacedEdge {
  const startX = from.left + nodeWidth;
  const startY = from.top + nodeHeight / 2;
  const endY = to.top + nodeHeight / 2;
  if (to.left > from.left) {
    const endX = to.left;
    const bend = Math.max((endX - startX) / 2, 24);
    return {
      ...edge,
      path: `M ${startX} ${startY} C ${startX + bend} ${startY}, ${endX - bend} ${endY}, ${endX} ${endY}`,
      labelX: (startX + endX) / 2,
      labelY: (startY + endY) / 2 - 4,
    };
  }
  if (to.left === from.left && to.top !== from.top) return vertical(edge, from, to);
  // Backwards: leave and arrive below, so that the line does not run through the boxes.
  const below = Math.max(from.top, to.top) + nodeHeight + 24;
  const fromX = from.left + nodeWidth / 2;
  const toX = to.left + nodeWidth / 2;
  const bottom = (node: PlacedNode) => node.top + nodeHeight;
  return {
    ...edge,
    path: `M ${fromX} ${bottom(from)} C ${fromX} ${below}, ${toX} ${below}, ${toX} ${bottom(to)}`,
    labelX: (fromX + toX) / 2,
    labelY: below - 6,
  };
}

/** Between two boxes of one column: down on the left, up on the right, so that there and back stay apart. */
function vertical(edge: ProcedureEdge, from: PlacedNode, to: PlacedNode): PlacedEdge {
  const down = to.top > from.top;
  const x = from.left + nodeWidth / 2 + (down ? -30 : 30);
  const startY = down ? from.top + nodeHeight : from.top;
  const endY = down ? to.top : to.top + nodeHeight;
  // Each label stands nearer to where its line begins, so that there and back do not write over each other.
  return { ...edge, path: `M ${x} ${startY} L ${x} ${endY}`, labelX: x, labelY: startY + (endY - startY) * 0.38 + 4 };
}
