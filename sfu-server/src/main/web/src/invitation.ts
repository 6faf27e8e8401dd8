/** What an invitation link says besides the room: the token behind its `#`, which browsers send to nobody. */
export interface Invitation {
  /** Empty when the link has none. */
  readonly token: string;
  /** Whom the invitation is for; empty when it leaves that open. Only the server can tell whether it is genuine. */
  readonly name: string;
}

export function invitationOf(hash: string): Invitation {
  const token = new URLSearchParams(hash.replace(/^#/, '')).get('token') ?? '';
  return { token, name: nameIn(token) };
}

function nameIn(token: string): string {
  const claims = token.split('.')[1] ?? '';
  try {
    const bytes = Uint8Array.from(atob(claims.replaceAll('-', '+').replaceAll('_', '/')), (each) => each.charCodeAt(0));
    const { name } = JSON.parse(new TextDecoder().decode(bytes)) as { name?: unknown };
    return typeof name === 'string' ? name : '';
  } catch {
    return ''; // The server will say what is wrong with it.
  }
}
