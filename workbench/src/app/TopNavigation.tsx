import Button from 'antd/es/button';
import Dropdown from 'antd/es/dropdown';
import { useLayoutEffect, useRef, useState } from 'react';
import { Link, NavLink } from 'react-router';
import { useI18n } from '../i18n';
import type { NavigationItem } from './navigation';

/** The links beside each other as far as the window goes; the others are in a menu, so that a long language never widens the page. */
export function TopNavigation({ items }: { items: NavigationItem[] }) {
  const { t, language } = useI18n();
  const bar = useRef<HTMLElement>(null);
  const [shown, setShown] = useState(items.length);

  useLayoutEffect(() => {
    const element = bar.current;
    if (!element) return;
    // What does not fit wraps below the edge of the bar.
    const measure = () => {
      const links = [...element.children] as HTMLElement[];
      setShown(links.filter((link) => link.offsetTop === links[0]?.offsetTop).length);
    };
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => watch.disconnect();
  }, [items.length, language]);

  const hidden = items.slice(shown);
  return (
    <>
      <nav aria-label={t('nav.label')} className="nav" ref={bar}>
        {items.map((item, index) => {
          const beyond = index >= shown ? { tabIndex: -1, 'aria-hidden': true, className: 'beyond' } : {};
          return item.external ? (
            <a key={item.path} href={item.path} {...beyond}>
              {t(item.label)}
            </a>
          ) : (
            <NavLink key={item.path} to={item.path} end={item.path === '/'} {...beyond}>
              {t(item.label)}
            </NavLink>
          );
        })}
      </nav>
      {hidden.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: hidden.map((item) => ({
              key: item.path,
              label: item.external ? <a href={item.path}>{t(item.label)}</a> : <Link to={item.path}>{t(item.label)}</Link>,
            })),
          }}
        >
          <Button size="small" type="text">
            {t('nav.more')} ▾
          </Button>
        </Dropdown>
      )}
    </>
  );
}
