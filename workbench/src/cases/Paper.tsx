import type { PaperView } from '../api/types';
import { useI18n } from '../i18n';
import { formatInstant } from '../shared/format';
import { Actor } from '../shared/people';

/** The text of a Word document, laid out as on its sheet. */
export function Paper({ paper }: { paper: PaperView }) {
  const { t } = useI18n();
  return (
    <>
      <p className="muted">
        {t(`paper.state.${paper.state as 'draft' | 'issued' | 'replaced'}`)} · {t('paper.version', { version: paper.version })}
        {paper.issuedAt && (
          <>
            {' · '}
            {paper.issuedBy && <Actor name={paper.issuedBy} />} {formatInstant(paper.issuedAt)}
          </>
        )}
      </p>
      <article className="paper">
        {paper.blocks.map((block, index) =>
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
            <p key={index} style={{ textAlign: alignOf(block.align), fontSize: block.size ? `${block.size}pt` : undefined }}>
              {block.text || '\u00a0'}
            </p>
          ),
        )}
      </article>
    </>
  );
}

function alignOf(align: string | null): 'center' | 'right' | undefined {
  return align === 'center' || align === 'right' ? align : undefined;
}
