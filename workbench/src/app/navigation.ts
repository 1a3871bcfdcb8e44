import type { MessageKey } from '../i18n';

export interface NavigationItem {
  path: string;
  label: MessageKey;
  /** The action of the host's table of permissions that opens the page. */
  action: string;
  /** Leaves this application (the designer is one of its own). */
  external?: boolean;
}

const items: NavigationItem[] = [
  { path: '/', label: 'nav.dashboard', action: 'case-readers' },
  { path: '/tasks', label: 'nav.tasks', action: 'case-readers' },
  { path: '/cases', label: 'nav.cases', action: 'case-readers' },
  { path: '/calendar', label: 'nav.calendar', action: 'case-readers' },
  { path: '/documents', label: 'nav.documents', action: 'case-readers' },
  { path: '/window', label: 'nav.window', action: 'filing' },
  { path: '/import', label: 'nav.import', action: 'filing' },
  { path: '/enterprises', label: 'nav.enterprises', action: 'guidance-feed' },
  { path: '/fund', label: 'nav.fund', action: 'fund-books' },
  { path: '/inspections/new', label: 'nav.inspection', action: 'inspection-opening' },
  { path: '/tips', label: 'nav.tips', action: 'tips' },
  { path: '/credit', label: 'nav.credit', action: 'credit-ratings' },
  { path: '/supervision', label: 'nav.supervision', action: 'supervision' },
  { path: '/statistics', label: 'nav.statistics', action: 'supervision' },
  { path: '/audit', label: 'nav.audit', action: 'auditing' },
  { path: '/administration', label: 'nav.administration', action: 'administration' },
  { path: '/statutes', label: 'nav.statutes', action: 'supervision' },
  { path: '/quality', label: 'nav.quality', action: 'supervision' },
  { path: '/unmask', label: 'nav.unmask', action: 'bulk-unmask' },
  { path: '/registers', label: 'nav.registers', action: 'case-readers' },
  { path: '/deadlines', label: 'nav.deadlines', action: 'case-readers' },
  { path: '/amounts', label: 'nav.amounts', action: 'case-readers' },
  { path: '/designer/', label: 'nav.designer', action: 'design-readers', external: true },
];

/** What somebody may open: the host says which actions are open to the account, and checks each call again. */
export function navigationFor(permissions: readonly string[]): NavigationItem[] {
  return items.filter((item) => permissions.includes(item.action));
}

/** The item whose path is the longest prefix of the current one. */
export function currentItem(pathname: string, visible: readonly NavigationItem[]): NavigationItem | undefined {
  return visible
    .filter((item) => (item.path === '/' ? pathname === '/' : pathname === item.path || pathname.startsWith(`${item.path}/`)))
    .sort((a, b) => b.path.length - a.path.length)[0];
}
