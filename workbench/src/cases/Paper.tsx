import type { PaperView } from '../api/types';
import { useI18n } from '../i18n';
import { formatInstant } from '../shared/format';
import { Actor } from '../shared/people';

/** The text of a Word document, laid out as on its sheet. */
export function Paper({ caseId, paper }: { caseId: string; paper: PaperView }) {
  const { t } = useI18n();
  return (
    <>
      {paper.state !== 'received' && (
        <p className="muted">
          {t(`paper.state.${paper.state as 'draft' | 'issued' | 'replaced'}`)} · {t('paper.version', { version: paper.version })}
          {paper.issuedAt && (
            <>
              {' · '}
              {paper.issuedBy && <Actor name={paper.issuedBy} />} {formatInstant(paper.issuedAt)}
            </>
          )}
        </p>
      )}
      {paper.seal && (
        <p className="muted">
          {t('seal.on', { office: paper.seal.office, version: paper.seal.version })} · <Actor name={paper.seal.sealedBy} />{' '}
          {formatInstant(paper.seal.sealedAt)}
          <br />
          {t('seal.sha')} <code className="hash">{paper.sha256}</code>
        </p>
      )}
      <article className="paper" tabIndex={0}>
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
            <p
              key={index}
              className={block.sealed ? 'sealed' : undefined}
              style={{ textAlign: alignOf(block.align), fontSize: block.size ? `${block.size}pt` : undefined }}
            >
              {block.text || '\u00a0'}
              {block.sealed && paper.seal && (
                <img
                  className="seal-on-paper"
                  src={`/api/cases/${encodeURIComponent(caseId)}/documents/${encodeURIComponent(paper.id)}/seal`}
                  alt={t('seal.pictureOf', { office: paper.seal.office, version: paper.seal.version })}
                />
              )}
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
