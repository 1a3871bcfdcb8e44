import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { leaveMultipleByTab } from './app/leaveMultipleByTab';
import { prepareLanguage } from './i18n';
import { sweepDrafts } from './tasks/drafts';
import './app/style.css';

sweepDrafts(Date.now());
leaveMultipleByTab(document);

const root = document.getElementById('root');
if (root) {
  await prepareLanguage();
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
