import type { DesktopSurface } from '../host.ts';

/** For a host without a desktop around it. */
export const noDesktop: DesktopSurface = {
  notify: () => undefined,
  notifyDiscreetly: () => undefined,
  withdrawNotices: () => undefined,
  saveDialog: null,
  setCaptureProtection: () => undefined,
  showTray: () => undefined,
};
