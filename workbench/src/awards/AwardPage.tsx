import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { get } from '../api/client';
import type { Schemas } from '../api/types';
import { PaperText } from '../cases/PaperText';
import { useI18n } from '../i18n';
import { Failure, Loading } from '../shared/States';

/** One published award: its text without personal data, and the same as a Word file. */
export function AwardPage() {
  const { id = '' } = useParams();
  const { t, pick } = useI18n();
  const path = `/api/public/awards/${encodeURIComponent(id)}`;
  const found = useQuery({
    queryKey: ['public-award', id],
    queryFn: ({ signal }) => get<Schemas['PublicAwardListText']>(path, undefined, signal),
    retry: false,
  });
  if (found.isError) return <Failure error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const { award, blocks } = found.data;
  return (
    <section className="awards">
      <p>
        <Link to="/awards">{t('awards.back')}</Link>
      </p>
      <h1>{award.number}</h1>
      <p className="muted">
        {award.employers} · {pick(award.cause)} · {t('awards.publishedOn', { day: award.publishedOn })}
      </p>
      <p>
        <a href={`${path}/file`} download>
          {t('awards.download')}
        </a>
      </p>
      <PaperText blocks={blocks} />
      <p className="muted">{t('awards.objection')}</p>
    </section>
  );
}
