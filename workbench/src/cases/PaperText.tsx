import type { ReactNode } from 'react';
import type { Schemas } from '../api/types';

type Block = Schemas['DocxBlock'];

/** The parts of a Word document from top to bottom; what belongs on a sealed paragraph is given by who shows it. */
export function PaperText({ blocks, onSeal }: { blocks: readonly Block[]; onSeal?: ReactNode }) {
  return (
    <article className="paper" lang="zh-CN" tabIndex={0}>
      {blocks.map((block, index) =>
        block.rows ? (
          <table key={index} className="simple-table">
            <tbody>
              {block.rows.map((row, at) => (
                <tr key={at}>
                  {row.map((cell, column) => (
                    <td key={column}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        ) : (
          <p
            key={index}
            className={block.sealed ? 'sealed' : undefined}
            style={{ textAlign: alignOf(block.align), fontSize: block.size ? `${block.size}pt` : undefined }}
          >
            {block.text || '\u00a0'}
            {block.sealed && onSeal}
          </p>
        ),
      )}
    </article>
  );
}

function alignOf(align: string | null): 'center' | 'right' | undefined {
  return align === 'center' || align === 'right' ? align : undefined;
}
