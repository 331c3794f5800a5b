// WebAuthn, between the JSON of the platform and the bytes of the browser.

interface Options { publicKey: { challenge: string; [name: string]: unknown } }
interface Named { id: string; [name: string]: unknown }

/** Whether this browser has passkeys on this page. */
export function canHavePasskeys(): boolean {
  return window.isSecureContext && 'credentials' in navigator && 'PublicKeyCredential' in window;
}

/** Makes a passkey, as the platform asks; null where the person does not want to. */
export async function makePasskey(options: unknown): Promise<unknown> {
  const { publicKey } = options as Options;
  const user = publicKey.user as Named;
  const made = await asked(() => navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      user: { ...user, id: bytes(user.id) },
      excludeCredentials: named(publicKey.excludeCredentials),
    } as unknown as PublicKeyCredentialCreationOptions,
  }));
  if (!made) return null;
  const response = made.response as AuthenticatorAttestationResponse;
  return {
    ...common(made),
    response: {
      attestationObject: text(response.attestationObject),
      clientDataJSON: text(response.clientDataJSON),
      transports: response.getTransports?.() ?? [],
    },
  };
}

/** Shows a passkey, as the platform asks; null where the person does not want to. */
export async function showPasskey(options: unknown): Promise<unknown> {
  const { publicKey } = options as Options;
  const shown = await asked(() => navigator.credentials.get({
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      allowCredentials: named(publicKey.allowCredentials),
    } as unknown as PublicKeyCredentialRequestOptions,
  }));
  if (!shown) return null;
  const response = shown.response as AuthenticatorAssertionResponse;
  return {
    ...common(shown),
    response: {
      authenticatorData: text(response.authenticatorData),
      clientDataJSON: text(response.clientDataJSON),
      signature: text(response.signature),
      userHandle: response.userHandle ? text(response.userHandle) : null,
    },
  };
}

/** A person who cancels, or takes too long, has said nothing wrong. */
async function asked(ask: () => Promise<Credential | null>): Promise<PublicKeyCredential | null> {
  try {
    return (await ask()) as PublicKeyCredential | null;
  } catch (thrown) {
    if (thrown instanceof DOMException && ['NotAllowedError', 'AbortError'].includes(thrown.name)) return null;
    throw thrown;
  }
}

function common(credential: PublicKeyCredential) {
  return { id: credential.id, rawId: text(credential.rawId), type: credential.type, extensions: {} };
}

function named(list: unknown) {
  return ((list as Named[] | undefined) ?? []).map((one) => ({ ...one, id: bytes(one.id) }));
}

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
}

function text(buffer: ArrayBuffer): string {
  const binary = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
