import Table, { type ColumnsType } from 'antd/es/table';
import Tag from 'antd/es/tag';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { get } from '../api/client';
import type { Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { formatInstant, formatSize } from '../shared/format';
import { PageFoot } from '../shared/PageFoot';
import { Failure, Loading } from '../shared/States';
import { useOwnPage } from '../shared/useOwnPage';

type Volume = Schemas['RetentionPagesVolume'];

/** 归档卷, the newest first; once all were checked, with what the check found. */
export function ArchiveVolumes({ checked }: { checked: Schemas['RetentionPagesChecked'] | undefined }) {
  const { t } = useI18n();
  const { page, pageSize, change } = useOwnPage();
  const volumes = useQuery({
    queryKey: ['retention', 'volumes', page, pageSize],
    queryFn: ({ signal }) => get<Schemas['RetentionPagesVolumePage']>('/api/administration/retention/volumes', { page, pageSize }, signal),
    placeholderData: keepPreviousData,
  });
  if (volumes.isError && !volumes.data) return <Failure error={volumes.error} retry={() => void volumes.refetch()} />;
  if (!volumes.data) return <Loading />;
  const broken = new Set(checked?.broken.map((volume) => volume.id));
  const columns: ColumnsType<Volume> = [
    { title: t('retention.volumes'), render: (_, row) => row.fileName },
    { title: t('nav.cases'), width: 110, align: 'right', render: (_, row) => t('retention.cases', { count: row.cases }) },
    { title: t('retention.size'), width: 100, align: 'right', render: (_, row) => formatSize(row.size) },
    { title: t('history.at'), width: 160, render: (_, row) => formatInstant(row.writtenAt) },
    {
      title: t('retention.state'),
      width: 120,
      render: (_, row) =>
        checked ? (
          <Tag color={broken.has(row.id) ? 'red' : 'green'}>{t(broken.has(row.id) ? 'retention.broken' : 'retention.intact')}</Tag>
        ) : (
          '—'
        ),
    },
  ];
  return (
    <>
      <Table
        size="small"
        rowKey="id"
        columns={columns}
        dataSource={volumes.data.items}
        pagination={false}
        scroll={{ x: 700 }}
        className="gap-below"
        locale={{ emptyText: t('retention.noVolumes') }}
      />
      {volumes.data.total > 0 && <PageFoot page={page} pageSize={pageSize} total={volumes.data.total} change={change} />}
    </>
  );
}
