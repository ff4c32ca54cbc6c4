import type { System, SystemCheck } from '../../../src-shared/system.ts';
import type { KeychainStatus } from '../../../src-shared/models.ts';

interface ReportParts {
  readonly system: System;
  readonly check: SystemCheck | null;
  readonly keychain: KeychainStatus | null;
  readonly browser: string | null;
}

/** "Chrome/140.0.0.0" of what a browser calls itself → "Chromium 140.0.0.0"; null where it says nothing of the kind. */
export function browserOf(userAgent: string): string | null {
  const version = /Chrome\/([\d.]+)/.exec(userAgent)?.[1];
  return version === undefined ? null : `Chromium ${version}`;
}

/**
 * What support has to know, in English, because it is read elsewhere.
 * SECURITY: no paths (they hold the name of whoever is logged in), no names of people, no ids; versions, sizes and counts alone.
 */
export function supportReport({ system, check, keychain, browser }: ReportParts): string {
  const { version, versions, platform, databaseBytes, migrations, backups, diskFreeBytes, lostKeys, damagedAccounts } = system;
  const lines = [
    'Strongroom report',
    `version: ${version}`,
    `platform: ${platform}`,
    `window: ${versions.electron === null ? (browser ?? 'none') : `Electron ${versions.electron}, ${browser ?? 'unknown'}`}`,
    `node: ${versions.node}`,
    `sqlite: ${versions.sqlite}`,
    `database: ${databaseBytes} bytes, format ${migrations.length} (${migrations.at(-1)?.name ?? 'none'})`,
    `disk free: ${diskFreeBytes} bytes`,
    `copies: ${backups.length}, ${backups.reduce((sum, { bytes }) => sum + bytes, 0)} bytes`,
    `keychain: ${keychain === null ? 'unknown' : `${keychain.kind}, ${keychain.state}`}`,
    `keys made anew at this start: ${lostKeys.length === 0 ? 'none' : lostKeys.join(', ')}`,
    `accounts changed from outside: ${damagedAccounts}`,
    `integrity: ${check === null ? 'not checked' : `${check.status} at ${new Date(check.finishedAt ?? check.startedAt).toISOString()}`}`,
    ...(check?.results ?? []).map(({ part, checked, problems }) => `  ${part}: ${checked} looked at, ${problems} problems`),
  ];
  return `${lines.join('\n')}\n`;
}
