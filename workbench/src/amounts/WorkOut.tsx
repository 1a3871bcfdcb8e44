import Modal from 'antd/es/modal';
import { useState } from 'react';
import { useI18n } from '../i18n';
import { Calculator } from './AmountCalculatorPage';
import type { CalculatorName } from './calculators';

/** The calculators that fit the field which wants an amount: the total is filled in when the officer takes it. */
export function WorkOut({ names, close, take }: { names: CalculatorName[]; close: () => void; take: (amount: number) => void }) {
  const { t } = useI18n();
  const [name, setName] = useState<CalculatorName>(names[0]!);
  return (
    <Modal open width={960} title={t('nav.amounts')} footer={null} onCancel={close}>
      <Calculator
        key={name}
        name={name}
        names={names}
        choose={(next) => setName(names.find((known) => known === next) ?? names[0]!)}
        take={take}
      />
    </Modal>
  );
}
