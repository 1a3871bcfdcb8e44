import Modal from 'antd/es/modal';
import { useState } from 'react';
import { useI18n } from '../i18n';
import { Calculator } from './AmountCalculatorPage';
import { calculatorNames, type CalculatorName } from './calculators';

/** The calculators beside the field that wants an amount: the total is filled in when the officer takes it. */
export function WorkOut({ close, take }: { close: () => void; take: (amount: number) => void }) {
  const { t } = useI18n();
  const [name, setName] = useState<CalculatorName>('severance');
  return (
    <Modal open width={960} title={t('nav.amounts')} footer={null} onCancel={close}>
      <Calculator
        key={name}
        name={name}
        choose={(next) => setName(calculatorNames.find((known) => known === next) ?? 'severance')}
        take={take}
      />
    </Modal>
  );
}
