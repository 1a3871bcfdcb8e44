import type { MessageKey } from '../i18n';

export interface NavigationItem {
  path: string;
  label: MessageKey;
  /** Roles that see the item; none means every officer. */
  roles?: string[];
  /** Leaves this application (the designer is one of its own). */
  external?: boolean;
}

const items: NavigationItem[] = [
  { path: '/', label: 'nav.dashboard' },
  { path: '/tasks', label: 'nav.tasks' },
  { path: '/cases', label: 'nav.cases' },
  { path: '/calendar', label: 'nav.calendar' },
  { path: '/window', label: 'nav.window', roles: ['window-clerk'] },
  { path: '/deadlines', label: 'nav.deadlines' },
  { path: '/amounts', label: 'nav.amounts' },
  {
    path: '/statistics',
    label: 'nav.statistics',
    roles: ['head', 'director', 'supervisor', 'tripartite-officer', 'auditor', 'administrator'],
  },
  { path: '/supervision', label: 'nav.supervision', roles: ['head', 'director', 'supervisor', 'tripartite-officer', 'auditor'] },
  { path: '/statutes', label: 'nav.statutes', roles: ['administrator', 'auditor', 'head', 'director', 'supervisor'] },
  { path: '/audit', label: 'nav.audit', roles: ['auditor'] },
  { path: '/administration', label: 'nav.administration', roles: ['administrator'] },
  { path: '/designer/', label: 'nav.designer', roles: ['administrator'], external: true },
];

/** What somebody with these roles can open. The host checks again; this only keeps the menu short. */
export function navigationFor(roles: readonly string[]): NavigationItem[] {
  return items.filter((item) => !item.roles || item.roles.some((role) => roles.includes(role)));
}

/** The item whose path is the longest prefix of the current one. */
export function currentItem(pathname: string, visible: readonly NavigationItem[]): NavigationItem | undefined {
  return visible
    .filter((item) => (item.path === '/' ? pathname === '/' : pathname === item.path || pathname.startsWith(`${item.path}/`)))
    .sort((a, b) => b.path.length - a.path.length)[0];
}
