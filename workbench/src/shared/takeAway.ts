import { presence } from '../api/presence';
import { ApiProblem, ConnectionLost, type ProblemBody } from '../api/problem';

/** Fetches a file whose handing out is recorded, and lets the browser keep it. */
export async function takeAway(path: string): Promise<void> {
  let answer: Response;
  try {
    answer = await fetch(path, { method: 'POST', headers: { 'X-CSRF': '1', ...presence() }, credentials: 'same-origin' });
  } catch {
    throw new ConnectionLost();
  }
  if (!answer.ok) throw new ApiProblem(answer.status, (await answer.json().catch(() => ({}))) as ProblemBody);
  const said = answer.headers.get('Content-Disposition') ?? '';
  // A Chinese name comes percent-encoded, beside one in plain letters.
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(said)?.[1];
  const name = encoded ? decodeURIComponent(encoded) : (/filename="?([^";]+)/.exec(said)?.[1] ?? 'file.csv');
  const url = URL.createObjectURL(await answer.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
