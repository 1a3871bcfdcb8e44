import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Modal from 'antd/es/modal';
import { useEffect, useEffectEvent, useState } from 'react';
import type { Outcome } from '../api/types';
import { useI18n } from '../i18n';

interface Props {
  outcomes: Outcome[];
  busy?: string;
  /** A reason that already stands in the form. */
  written?: unknown;
  /** Ctrl and Enter press the outcome in blue. */
  keyed?: boolean;
  choose: (outcome: Outcome, reason?: string) => void;
}

/** The outcomes of a step in the words of the law. One that needs a reason asks for it before anything is sent. */
export function OutcomeButtons({ outcomes, busy, written, keyed = false, choose }: Props) {
  const { t, pick } = useI18n();
  const [asking, setAsking] = useState<Outcome>();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const hasPrimary = outcomes.some((outcome) => outcome.kind === 'primary');

  const confirm = () => {
    const text = reason.trim();
    if (!text) {
      setMissing(true);
      return;
    }
    if (asking) choose(asking, text);
    setAsking(undefined);
  };

  const press = (outcome: Outcome) => {
    if (!outcome.requiresReason) {
      choose(outcome);
      return;
    }
    setMissing(false);
    if (!reason && typeof written === 'string') setReason(written);
    setAsking(outcome);
  };
  // The outcome in blue, from wherever in the form one is writing.
  const first = outcomes.find((outcome) => outcome.kind === 'primary') ?? outcomes[0];
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    const elsewhere = event.target instanceof Element && event.target.closest('[role="dialog"]') !== null;
    if (!keyed || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || elsewhere || busy !== undefined || !first || asking) return;
    event.preventDefault();
    press(first);
  });
  useEffect(() => {
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);

  return (
    <>
      {outcomes.map((outcome, index) => (
        <Button
          key={outcome.code}
          type={outcome.kind === 'primary' || (!hasPrimary && index === 0) ? 'primary' : 'default'}
          danger={outcome.kind === 'danger'}
          loading={busy === outcome.code}
          disabled={busy !== undefined && busy !== outcome.code}
          onClick={() => press(outcome)}
        >
          {pick(outcome)}
        </Button>
      ))}
      <Modal
        open={asking !== undefined}
        title={pick(asking)}
        okText={pick(asking)}
        okButtonProps={{ danger: asking?.kind === 'danger' }}
        onOk={confirm}
        onCancel={() => setAsking(undefined)}
      >
        <label htmlFor="outcome-reason">{t('task.reason')}</label>
        <Input.TextArea
          id="outcome-reason"
          rows={5}
          maxLength={2000}
          showCount
          autoFocus
          value={reason}
          status={missing && !reason.trim() ? 'error' : undefined}
          aria-invalid={missing && !reason.trim()}
          aria-describedby="outcome-reason-error"
          onChange={(event) => setReason(event.target.value)}
        />
        <p id="outcome-reason-error" className="field-error" role="alert">
          {missing && !reason.trim() ? t('task.reasonRequired') : ''}
        </p>
      </Modal>
    </>
  );
}
