import { createBrowserRouter, type RouteObject } from 'react-router';
import { RouteError } from './RouteError';
import { Shell } from './Shell';
import { PublicShell } from './PublicShell';
import { Loading } from '../shared/States';

/** Each page is a script of its own, loaded when it is first opened. */
const routes: RouteObject[] = [
  { path: '/sign-in', lazy: async () => ({ Component: (await import('../session/SignInPage')).SignInPage }) },
  // Where the host sends a browser that opened the designer without a session.
  { path: '/login', lazy: async () => ({ Component: (await import('../session/SignInPage')).SignInPage }) },
  {
    Component: PublicShell,
    children: [
      { path: '/welcome', lazy: async () => ({ Component: (await import('../filing/WelcomePage')).WelcomePage }) },
      { path: '/apply', lazy: async () => ({ Component: (await import('../filing/FilingPage')).FilingPage }) },
      {
        path: '/calculate',
        lazy: async () => ({ Component: (await import('../amounts/AmountCalculatorPage')).AmountCalculatorPage }),
      },
      { path: '/tip', lazy: async () => ({ Component: (await import('../tips/TipPage')).TipPage }) },
      { path: '/link/:token', lazy: async () => ({ Component: (await import('../links/LinkPage')).LinkPage }) },
      { path: '/awards', lazy: async () => ({ Component: (await import('../awards/AwardListPage')).AwardListPage }) },
      { path: '/awards/:id', lazy: async () => ({ Component: (await import('../awards/AwardPage')).AwardPage }) },
      { path: '/my-case', lazy: async () => ({ Component: (await import('../following/MyCasePage')).MyCasePage }) },
    ],
  },
  {
    Component: Shell,
    children: [
      { path: '/', lazy: async () => ({ Component: (await import('../dashboard/DashboardPage')).DashboardPage }) },
      { path: '/tasks', lazy: async () => ({ Component: (await import('../tasks/TaskListPage')).TaskListPage }) },
      { path: '/tasks/:id', lazy: async () => ({ Component: (await import('../tasks/TaskPage')).TaskPage }) },
      { path: '/cases', lazy: async () => ({ Component: (await import('../cases/CaseListPage')).CaseListPage }) },
      { path: '/cases/:id', lazy: async () => ({ Component: (await import('../cases/CasePage')).CasePage }) },
      { path: '/import', lazy: async () => ({ Component: (await import('../imports/ImportPage')).ImportPage }) },
      { path: '/documents', lazy: async () => ({ Component: (await import('../documents/DocumentsPage')).DocumentsPage }) },
      { path: '/enterprises', lazy: async () => ({ Component: (await import('../guidance/EnterprisesPage')).EnterprisesPage }) },
      { path: '/fund', lazy: async () => ({ Component: (await import('../fund/FundPage')).FundPage }) },
      { path: '/fund/batches', lazy: async () => ({ Component: (await import('../fund/PaymentBatchesPage')).PaymentBatchesPage }) },
      { path: '/fund/cases', lazy: async () => ({ Component: (await import('../fund/FundCasesPage')).FundCasesPage }) },
      { path: '/fund/year', lazy: async () => ({ Component: (await import('../fund/FundYearPage')).FundYearPage }) },
      { path: '/fund/lists', lazy: async () => ({ Component: (await import('../fund/FundListsPage')).FundListsPage }) },
      { path: '/tips', lazy: async () => ({ Component: (await import('../tips/TipListPage')).TipListPage }) },
      {
        path: '/inspections/new',
        lazy: async () => ({ Component: (await import('../inspections/NewInspectionPage')).NewInspectionPage }),
      },
      { path: '/credit', lazy: async () => ({ Component: (await import('../credit/CreditPage')).CreditPage }) },
      { path: '/window', lazy: async () => ({ Component: (await import('../filing/WindowFilingPage')).WindowFilingPage }) },
      {
        path: '/deadlines',
        lazy: async () => ({ Component: (await import('../deadlines/DeadlineCalculatorPage')).DeadlineCalculatorPage }),
      },
      {
        path: '/amounts',
        lazy: async () => ({ Component: (await import('../amounts/AmountCalculatorPage')).AmountCalculatorPage }),
      },
      { path: '/calendar', lazy: async () => ({ Component: (await import('../calendar/CalendarPage')).CalendarPage }) },
      { path: '/statistics', lazy: async () => ({ Component: (await import('../statistics/StatisticsPage')).StatisticsPage }) },
      {
        path: '/administration',
        lazy: async () => ({ Component: (await import('../administration/AdministrationPage')).AdministrationPage }),
      },
      { path: '/statutes', lazy: async () => ({ Component: (await import('../statutes/StatutesPage')).StatutesPage }) },
      { path: '/registers', lazy: async () => ({ Component: (await import('../registers/RegistersPage')).RegistersPage }) },
      { path: '/unmask', lazy: async () => ({ Component: (await import('../personal/UnmaskRequestsPage')).UnmaskRequestsPage }) },
      { path: '/supervision', lazy: async () => ({ Component: (await import('../supervision/SupervisionPage')).SupervisionPage }) },
      { path: '/quality', lazy: async () => ({ Component: (await import('../quality/QualityPage')).QualityPage }) },
      { path: '/account', lazy: async () => ({ Component: (await import('../account/AccountPage')).AccountPage }) },
      { path: '/messages', lazy: async () => ({ Component: (await import('../messages/MessagesPage')).MessagesPage }) },
      { path: '/runs', lazy: async () => ({ Component: (await import('../runs/RunsPage')).RunsPage }) },
      { path: '/runs/deadlines/:id', lazy: async () => ({ Component: (await import('../runs/DeadlineRunPage')).DeadlineRunPage }) },
      { path: '/runs/:id', lazy: async () => ({ Component: (await import('../runs/BulkRunPage')).BulkRunPage }) },
      { path: '/audit', lazy: async () => ({ Component: (await import('../audit/AuditPage')).AuditPage }) },
      { path: '*', lazy: async () => ({ Component: (await import('./NotFoundPage')).NotFoundPage }) },
    ],
  },
];

export const router = createBrowserRouter([{ ErrorBoundary: RouteError, HydrateFallback: Loading, children: routes }]);
