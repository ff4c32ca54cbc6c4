/** Which person a window that was loaded anew goes to: written to the address, read once. It names an account, never a secret. */
export const jumpTo = (accountId: string): void => {
  location.hash = accountId;
};

export function takeJump(): string | null {
  const accountId = location.hash.slice(1);
  if (accountId !== '') history.replaceState(null, '', location.pathname);
  return accountId === '' ? null : accountId;
}
