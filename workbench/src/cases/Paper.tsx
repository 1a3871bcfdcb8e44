import type { PaperView } from '../api/types';
import { useI18n } from '../i18n';
import { formatInstant } from '../shared/format';
import { Actor } from '../shared/people';
import { PaperText } from './PaperText';

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
      <PaperText
        blocks={paper.blocks}
        onSeal={
          paper.seal && (
            <img
              className="seal-on-paper"
              src={`/api/cases/${encodeURIComponent(caseId)}/documents/${encodeURIComponent(paper.id)}/seal`}
              alt={t('seal.pictureOf', { office: paper.seal.office, version: paper.seal.version })}
            />
          )
        }
      />
    </>
  );
}
