import Pagination from 'antd/es/pagination';
import { useI18n } from '../i18n';
import { useNarrow } from './useNarrow';

interface Props {
  page: number;
  pageSize: number;
  total: number;
  change: (changes: Record<string, string | undefined>) => void;
}

/** How many rows a list has in all, and the way to its other pages. */
export function PageFoot({ page, pageSize, total, change }: Props) {
  const { t } = useI18n();
  const narrow = useNarrow();
  return (
    <div className="list-foot">
      <span className="grow" />
      <Pagination
        size="small"
        current={page}
        pageSize={pageSize}
        total={total}
        showSizeChanger={!narrow}
        showTotal={(count) => t('list.total', { total: count })}
        onChange={(next, size) => change({ page: String(next), pageSize: String(size) })}
      />
    </div>
  );
}
