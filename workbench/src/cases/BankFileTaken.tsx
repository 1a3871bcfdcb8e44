import type { Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { formatInstant } from '../shared/format';
import { useActorName } from '../shared/people';

/** Who took a file for the bank, when, and which. */
export function Taken({ taken }: { taken: Schemas['BankFilesDownload'] }) {
  const { t } = useI18n();
  const by = useActorName(taken.by);
  return t('payments.taken', { by, at: formatInstant(taken.at), hash: taken.sha256.slice(0, 12) });
}
