import Alert from 'antd/es/alert';
import { useQuery } from '@tanstack/react-query';
import { post } from '../api/client';
import type { Schemas } from '../api/types';
import type { FormSlot } from '../forms/slots';
import { useI18n } from '../i18n';
import { ConflictList } from './ConflictList';
import { useSettled } from './useSettled';

/** What stands in the way of the time and place that a step is about to set, told while its form is filled in. */
export function SlotCheck({ caseId, slot }: { caseId: string; slot: FormSlot }) {
  const { t } = useI18n();
  const settled = useSettled(JSON.stringify(slot));
  const asked = JSON.parse(settled) as FormSlot;
  const found = useQuery({
    queryKey: ['case', caseId, 'slot', settled],
    queryFn: () =>
      post<Schemas['Conflict'][]>('/api/appointments/conflicts', {
        caseId,
        kind: asked.kind,
        date: asked.date,
        startsAt: `${asked.startsAt}:00`,
        endsAt: null,
        roomId: null,
        place: asked.place,
        officer: null,
        despiteConflicts: false,
        replaces: null,
      }),
    retry: false,
  });
  // The step stands without it: the host judges what is sent.
  if (!found.data) return null;
  return found.data.length === 0 ? (
    <p role="status" className="muted">
      {t('slot.free')}
    </p>
  ) : (
    <Alert
      type="warning"
      showIcon
      role="status"
      className="gap-below"
      title={t('appointment.conflicts')}
      description={<ConflictList conflicts={found.data} />}
    />
  );
}
