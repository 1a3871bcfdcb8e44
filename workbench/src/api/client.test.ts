import { afterEach, describe, expect, it, vi } from 'vitest';
import { call, post, withQuery } from './client';
import { ApiProblem, ConnectionLost, errorsByField } from './problem';

const answer = (status: number, body: unknown, type = 'application/problem+json') =>
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers: { 'Content-Type': type } })),
  );

afterEach(() => vi.unstubAllGlobals());

describe('the client', () => {
  it('turns a problem response into an error with its code, messages and fields', async () => {
    answer(422, {
      code: 'filing.invalid',
      messages: { zh: '填写有误', en: 'Not valid' },
      errors: [
        { field: 'claims[0].amount', code: 'amount.negative', zh: '金额不能为负', en: 'Negative' },
        { field: 'claims[0].amount', code: 'amount.digits', zh: '最多两位小数' },
      ],
    });
    const error = await post('/api/public/disputes', {}).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiProblem);
    expect((error as ApiProblem).code).toBe('filing.invalid');
    expect((error as ApiProblem).message).toBe('填写有误');
    expect(errorsByField(error, 'zh')).toEqual({ 'claims[0].amount': '金额不能为负；最多两位小数' });
    expect(errorsByField(error, 'en')).toEqual({ 'claims[0].amount': 'Negative；最多两位小数' });
  });

  it('survives an error page in HTML', async () => {
    answer(502, '<html>Bad gateway</html>', 'text/html');
    const error = await call('GET', '/api/tasks').catch((thrown: unknown) => thrown);
    expect((error as ApiProblem).status).toBe(502);
    expect((error as ApiProblem).code).toBe('http.502');
  });

  it('says that the connection was lost when no answer came', async () => {
    vi.stubGlobal(
      'fetch',
      vi.fn(() => Promise.reject(new TypeError('Failed to fetch'))),
    );
    await expect(call('GET', '/api/tasks')).rejects.toBeInstanceOf(ConnectionLost);
  });

  it('marks its requests with the header that foreign pages cannot set', async () => {
    answer(200, { ok: true }, 'application/json');
    await post('/api/tasks/1/claim', { expectedRevision: 1 });
    const init = vi.mocked(fetch).mock.calls[0]?.[1];
    expect(init?.headers).toMatchObject({ 'X-CSRF': '1', 'Content-Type': 'application/json' });
    expect(init?.body).toBe('{"expectedRevision":1}');
  });

  it('lets the browser set the boundary of multipart bodies', async () => {
    answer(200, {}, 'application/json');
    await post('/api/public/disputes', new FormData());
    expect(vi.mocked(fetch).mock.calls[0]?.[1]?.headers).not.toHaveProperty('Content-Type');
  });

  it('accepts an answer without content', async () => {
    vi.stubGlobal(
      'fetch',
      vi.fn(async () => new Response(null, { status: 204 })),
    );
    await expect(post('/api/auth/logout')).resolves.toBeUndefined();
  });

  it('leaves empty values out of the query and encodes the rest', () => {
    expect(withQuery('/api/tasks', { q: '深劳 & 1', light: '', page: 1, step: undefined })).toBe(
      '/api/tasks?q=%E6%B7%B1%E5%8A%B3+%26+1&page=1',
    );
    expect(withQuery('/api/tasks', {})).toBe('/api/tasks');
  });
});
