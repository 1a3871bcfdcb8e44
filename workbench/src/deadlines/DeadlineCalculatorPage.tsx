import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import DatePicker from 'antd/es/date-picker';
import Form from 'antd/es/form';
import InputNumber from 'antd/es/input-number';
import Select from 'antd/es/select';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { Dayjs } from 'dayjs';
import { get, post } from '../api/client';
import { ApiProblem } from '../api/problem';
import type { DeadlineAnswer, StatuteParameter } from '../api/types';
import { formatInstant } from '../shared/format';
import { Failure } from '../shared/States';
import { useErrorText } from '../shared/useErrorText';
import { useMe } from '../session/useMe';
import { useMessages } from '../statutes/messages';
import { usePlaces } from '../statutes/usePlaces';
import { shownUnit } from '../statutes/values';
import { Explanation } from './Explanation';
import { useParameterOptions } from './useParameterOptions';

interface Fields {
  parameterId: string;
  jurisdiction?: string;
  startsOn: Dayjs;
  pauses?: ([Dayjs, Dayjs] | undefined)[];
  extensionDays?: number;
  restartsOn?: Dayjs;
}

const day = (value?: Dayjs) => value?.format('YYYY-MM-DD');

/** 期限计算: a parameter of the register and a start give a due date and its explanation. Nothing is stored. */
export function DeadlineCalculatorPage() {
  const { t, m, say } = useMessages();
  const optionsOf = useParameterOptions();
  const errorText = useErrorText();
  const me = useMe();
  const parameters = useQuery({
    queryKey: ['parameters'],
    queryFn: async ({ signal }) => {
      const answer = await get<StatuteParameter[] | { items: StatuteParameter[] }>('/api/statutes/parameters', undefined, signal);
      return Array.isArray(answer) ? answer : answer.items;
    },
    staleTime: 300_000,
  });
  const places = usePlaces();
  const [form] = Form.useForm<Fields>();
  const chosen = Form.useWatch('parameterId', form);
  const parameter = parameters.data?.find((row) => row.id === chosen);
  const hours = parameter?.unit === 'hour';
  const explain = useMutation({
    mutationFn: (fields: Fields) =>
      post<DeadlineAnswer>('/api/statutes/deadlines/explain', {
        parameterId: fields.parameterId,
        jurisdiction: fields.jurisdiction,
        // Hours run from an instant of China's clock, whatever this computer is set to.
        ...(hours ? { startsAt: `${fields.startsOn.format('YYYY-MM-DDTHH:mm')}:00+08:00` } : { startsOn: day(fields.startsOn) }),
        pauses: (fields.pauses ?? []).flatMap((range) => (range ? [{ from: day(range[0]), to: day(range[1]) }] : [])),
        extensionDays: fields.extensionDays ?? undefined,
        restartsOn: day(fields.restartsOn),
      }),
  });

  if (parameters.isError) return <Failure error={parameters.error} retry={() => void parameters.refetch()} />;
  const answer = explain.data;
  const basis = explain.error instanceof ApiProblem ? (explain.error.body as { basis?: string }).basis : undefined;
  return (
    <section className="page">
      <h1>{t('nav.deadlines')}</h1>
      <div className="calculator">
        <Form<Fields>
          form={form}
          layout="vertical"
          className="no-print"
          initialValues={{ jurisdiction: me.data?.jurisdiction ?? '000000' }}
          onFinish={(fields) => explain.mutate(fields)}
        >
          <Form.Item name="parameterId" label={t('calculator.parameter')} rules={[{ required: true, message: t('form.required') }]}>
            <Select
              showSearch={{ optionFilterProp: 'search' }}
              loading={parameters.isPending}
              options={optionsOf(parameters.data ?? [])}
              placeholder={t('calculator.parameterHint')}
            />
          </Form.Item>
          <Form.Item name="jurisdiction" label={m('place')}>
            <Select showSearch={{ optionFilterProp: 'label' }} options={places.options} />
          </Form.Item>
          <Form.Item
            name="startsOn"
            label={
              parameter?.clockStart
                ? t('text.pair', { name: t('calculator.startsOn'), value: say(parameter.clockStart) })
                : t('calculator.startsOn')
            }
            rules={[{ required: true, message: t('form.required') }]}
          >
            <DatePicker className="full-width" showTime={hours && { format: 'HH:mm' }} format={hours ? 'YYYY-MM-DD HH:mm' : 'YYYY-MM-DD'} />
          </Form.Item>
          <Form.List name="pauses">
            {(fields, { add, remove }) => (
              <>
                {fields.map((field) => (
                  <div className="row top" key={field.key}>
                    <Form.Item {...field} label={t('calculator.pause')} className="grow">
                      <DatePicker.RangePicker className="full-width" />
                    </Form.Item>
                    <Button type="text" aria-label={t('calculator.removePause')} onClick={() => remove(field.name)}>
                      ×
                    </Button>
                  </div>
                ))}
                <Button size="small" className="gap-below" onClick={() => add()}>
                  {t('calculator.addPause')}
                </Button>
              </>
            )}
          </Form.List>
          <Form.Item name="extensionDays" label={t('calculator.extension')} extra={say(parameter?.suspendsOrExtends) || undefined}>
            <InputNumber
              suffix={parameter && shownUnit(parameter.unitText, m)}
              disabled={!!parameter && parameter.extensionCap === null}
              min={0}
              max={3650}
              precision={0}
              className="full-width"
            />
          </Form.Item>
          <Form.Item name="restartsOn" label={t('calculator.restartsOn')}>
            <DatePicker className="full-width" />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={explain.isPending}>
            {t('calculator.calculate')}
          </Button>
        </Form>
        <div aria-live="polite">
          {explain.isError && <Alert type="error" showIcon title={errorText(explain.error)} description={basis} />}
          {answer && (
            <>
              <p className="due-date">
                {t('calculator.dueOn')} <b className="num">{answer.dueAt ? formatInstant(answer.dueAt) : (answer.dueOn ?? '—')}</b>
              </p>
              {answer.provisional && <Alert type="warning" showIcon className="gap-below" title={t('calculator.provisional')} />}
              <Explanation steps={answer.steps} />
              <Button className="no-print" onClick={() => window.print()}>
                {t('action.print')}
              </Button>
            </>
          )}
          {!answer && !explain.isError && <p className="muted">{t('calculator.empty')}</p>}
        </div>
      </div>
    </section>
  );
}
