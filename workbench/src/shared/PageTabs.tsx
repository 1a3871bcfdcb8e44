import Tabs from 'antd/es/tabs';
import type { ReactNode } from 'react';
import { useNarrow } from './useNarrow';

interface Props {
  /** What the tabs are parts of. */
  label: string;
  items: { key: string; label: string; children: ReactNode }[];
  active: string;
  change: (key: string) => void;
  /** Leaves nothing of a tab that is not shown. */
  fresh?: boolean;
}

/**
 * The parts of a page. On a phone they are chosen from a list: tabs that do not fit would hide behind each other. Only the bar differs, so
 * that a part keeps what is open and typed in it when the screen is turned.
 */
export function PageTabs({ label, items, active, change, fresh }: Props) {
  const narrow = useNarrow();
  // An address that names no part shows the first one.
  const shown = items.find((item) => item.key === active) ?? items[0];
  const list = () => (
    <select
      className="plain-select full-width gap-below"
      aria-label={label}
      value={shown?.key}
      onChange={(event) => change(event.target.value)}
    >
      {items.map((item) => (
        <option key={item.key} value={item.key}>
          {item.label}
        </option>
      ))}
    </select>
  );
  return (
    <Tabs
      size="small"
      destroyOnHidden={fresh}
      activeKey={shown?.key}
      items={items}
      onChange={change}
      renderTabBar={narrow ? list : undefined}
    />
  );
}
