import { describe, expect, it } from 'vitest';
import type { ProcedureNode } from '../api/types';
import { layOut } from './procedureLayout';

const node = (id: string, x?: number, y?: number): ProcedureNode => ({ id, name: id, state: 'pending', x, y });

describe('the picture of a procedure', () => {
  it('keeps the places of the drawing', () => {
    const picture = layOut({ nodes: [node('a', -100, 50), node('b', 200, 50)], edges: [{ from: 'a', to: 'b' }] });
    const [a, b] = picture.nodes;
    expect((b?.left ?? 0) - (a?.left ?? 0)).toBe(300);
    expect(a?.left).toBe(16);
    expect(picture.edges[0]?.path).toMatch(/^M 184 40 C/);
  });

  it('lays out in columns what was never drawn, loops included', () => {
    const picture = layOut({
      nodes: [node('a', 0, 0), node('b', 0, 0), node('c', 0, 0)],
      edges: [
        { from: 'a', to: 'b' },
        { from: 'b', to: 'c' },
        { from: 'c', to: 'a' },
      ],
    });
    const lefts = picture.nodes.map((item) => item.left);
    expect(new Set(lefts).size).toBe(3);
    expect([...lefts].sort((x, y) => x - y)).toEqual(lefts);
  });

  it('leaves out edges to nodes that are not there', () => {
    expect(layOut({ nodes: [node('a', 0, 0)], edges: [{ from: 'a', to: 'x' }] }).edges).toEqual([]);
  });

  it('is empty for no nodes', () => {
    expect(layOut({ nodes: [], edges: [] })).toMatchObject({ width: 16, nodes: [] });
  });
});
