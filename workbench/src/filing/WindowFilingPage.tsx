import { AtCounter } from '../i18n';
import { FilingWizard } from './FilingWizard';

/** The same application, typed by the clerk for somebody at the counter. */
export function WindowFilingPage() {
  return (
    <section className="page window-filing">
      <AtCounter>
        <FilingWizard path="/api/disputes" channel="window" storageKey="laborflow.windowFiling" />
      </AtCounter>
    </section>
  );
}
