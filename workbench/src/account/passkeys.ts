import { post } from '../api/client';

/** True where the browser can make and use passkeys. */
export const passkeysSupported = () => typeof PublicKeyCredential !== 'undefined' && 'parseCreationOptionsFromJSON' in PublicKeyCredential;

type OptionsJson = Record<string, unknown>;

/** The browser's own reading of the host's options, and of the answer as JSON. */
interface JsonCredentials {
  parseCreationOptionsFromJSON(options: OptionsJson): PublicKeyCredentialCreationOptions;
  parseRequestOptionsFromJSON(options: OptionsJson): PublicKeyCredentialRequestOptions;
}

const reader = () => PublicKeyCredential as unknown as JsonCredentials;

function toJson(credential: Credential | null): unknown {
  if (!credential) throw new Error('no credential');
  return (credential as PublicKeyCredential & { toJSON(): unknown }).toJSON();
}

/** Makes a passkey for the account that is signed in. */
export async function addPasskey(password: string, name: string): Promise<void> {
  const options = await post<OptionsJson>('/api/account/passkeys/options', { password });
  const credential = await navigator.credentials.create({ publicKey: reader().parseCreationOptionsFromJSON(options) });
  await post('/api/account/passkeys', { credential: toJson(credential), name });
}

/** Lets the browser ask for a passkey of any account, and signs in with it. */
export async function signInByPasskey<T>(): Promise<T> {
  const options = await post<OptionsJson>('/api/auth/passkey/options', {});
  const credential = await navigator.credentials.get({ publicKey: reader().parseRequestOptionsFromJSON(options) });
  return await post<T>('/api/auth/passkey', { credential: toJson(credential) });
}
