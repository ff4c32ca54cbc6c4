export const defaultAccessMinutes = 60;
const most = 1440;

/** How long an access token counts: JWT_EXPIRE_MINUTES, a whole number from 1 to 1440; 60 where it is anything else. */
export function accessMinutes(env: NodeJS.ProcessEnv): number {
  const text = env['JWT_EXPIRE_MINUTES']?.trim() ?? '';
  const minutes = /^[0-9]{1,4}$/.test(text) ? Number(text) : 0;
  return minutes >= 1 && minutes <= most ? minutes : defaultAccessMinutes;
}
