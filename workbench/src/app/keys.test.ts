import { beforeEach, describe, expect, it } from 'vitest';
import { goKeys, pressOf, setSingleKeys, shellKey, singleKeysOn } from './keys';

beforeEach(() => localStorage.clear());

const press = (key: string, rest = {}) => ({ key, inField: false, ...rest });

describe('keys of every page', () => {
  it('? tells them', () => expect(shellKey(press('?'), false)).toEqual({ kind: 'help' }));

  it('g and a letter open a page', () => {
    expect(shellKey(press('g'), false)).toEqual({ kind: 'prefix' });
    expect(shellKey(press('t'), true)).toEqual({ kind: 'go', path: '/tasks' });
    expect(shellKey(press('t'), false)).toBeNull();
    expect(shellKey(press('z'), true)).toBeNull();
  });

  it('no two pages share a letter', () => expect(new Set(goKeys.map((one) => one.key)).size).toBe(goKeys.length));

  it('leave typing and the browser alone', () => {
    expect(shellKey(press('?', { inField: true }), false)).toBeNull();
    expect(shellKey(press('t', { ctrlKey: true }), true)).toBeNull();
  });

  it('see what somebody types in', () => {
    const box = document.body.appendChild(document.createElement('textarea'));
    let seen;
    box.addEventListener('keydown', (event) => (seen = pressOf(event)));
    box.dispatchEvent(new KeyboardEvent('keydown', { key: 'g', bubbles: true }));
    expect(seen).toMatchObject({ key: 'g', inField: true });
  });

  it('can be switched off', () => {
    expect(singleKeysOn()).toBe(true);
    setSingleKeys(false);
    expect(singleKeysOn()).toBe(false);
  });
});
