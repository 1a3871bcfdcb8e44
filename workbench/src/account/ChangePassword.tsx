import Alert from 'antd/es/alert';
import App from 'antd/es/app';
import Button from 'antd/es/button';
import Form from 'antd/es/form';
import Input from 'antd/es/input';
import { useMutation } from '@tanstack/react-query';
import { post } from '../api/client';
import { ApiProblem } from '../api/problem';
import { useI18n } from '../i18n';
import { useErrorText } from '../shared/useErrorText';

interface Values {
  current: string;
  password: string;
  repeat: string;
}

/** 修改密码. */
export function ChangePassword({ onChanged }: { onChanged: () => void }) {
  const { t, pick } = useI18n();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const [form] = Form.useForm<Values>();
  const change = useMutation({
    mutationFn: ({ current, password }: Values) => post('/api/account/password', { current, password }),
    onSuccess: () => {
      form.resetFields();
      void message.success(t('account.passwordChanged'));
      onChanged();
    },
  });
  const fault = change.error instanceof ApiProblem ? change.error.body.errors?.[0] : undefined;
  const required = [{ required: true, message: t('form.required') }];
  return (
    <section className="panel">
      <h2>{t('account.password')}</h2>
      <p className="muted">{t('account.passwordHelp')}</p>
      {change.isError && (
        <Alert type="error" showIcon role="alert" className="gap-below" title={fault ? pick(fault) : errorText(change.error)} />
      )}
      <Form<Values> form={form} layout="vertical" requiredMark={false} onFinish={(values) => change.mutate(values)} className="narrow-form">
        <Form.Item name="current" label={t('account.current')} rules={required}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item name="password" label={t('account.new')} rules={required}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="repeat"
          label={t('account.repeat')}
          dependencies={['password']}
          rules={[
            ...required,
            ({ getFieldValue }) => ({
              validator: (_, value) =>
                !value || getFieldValue('password') === value ? Promise.resolve() : Promise.reject(new Error(t('account.repeatDiffers'))),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t('account.password')}
        </Button>
      </Form>
    </section>
  );
}
