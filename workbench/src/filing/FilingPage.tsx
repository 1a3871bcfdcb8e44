import { FilingWizard } from './FilingWizard';

/** 我要申请. */
export function FilingPage() {
  return <FilingWizard path="/api/public/disputes" storageKey="laborflow.filing" />;
}
