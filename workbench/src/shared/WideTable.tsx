import { useLayoutEffect, useRef, type ReactNode } from 'react';

/**
 * A table of many columns. Where there is no room for them side by side each row is a card, and each value has the name of its column before
 * it, which is taken from the head.
 */
export function WideTable({ label, children }: { label: string; children: ReactNode }) {
  const table = useRef<HTMLTableElement>(null);
  useLayoutEffect(() => {
    if (!table.current?.tHead) return;
    const heads = [...table.current.tHead.rows].flatMap((row) => [...row.cells].map((cell) => cell.textContent));
    const rows = [...table.current.tBodies, table.current.tFoot].flatMap((part) => [...(part?.rows ?? [])]);
    for (const row of rows) {
      let column = 0;
      for (const cell of row.cells) {
        if (cell.colSpan > 1) delete cell.dataset.label;
        else cell.dataset.label = heads[column] ?? '';
        column += cell.colSpan;
      }
    }
  });
  return (
    <div className="wide-table" role="region" aria-label={label} tabIndex={0}>
      <table ref={table} className="simple-table stacked">
        {children}
      </table>
    </div>
  );
}
