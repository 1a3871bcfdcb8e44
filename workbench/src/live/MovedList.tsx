import Button from 'antd/es/button';
import { useI18n } from '../i18n';

interface Props {
  moved: boolean;
  /** How many rows came that are not shown; none when rows only went, or stand in another order. */
  news: number;
  accept: () => void;
}

/** The rows stay where they are read, and so the bar lies above the page; a press takes what has changed meanwhile. */
export function MovedList({ moved, news, accept }: Props) {
  const { t } = useI18n();
  if (!moved) return null;
  return (
    <p role="status" className="stale row moved">
      {news > 0 ? t('list.news', { count: news }) : t('list.moved')}
      <Button size="small" onClick={accept}>
        {t('list.takeNew')}
      </Button>
    </p>
  );
}
