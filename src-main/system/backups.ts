import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { System } from '../../src-shared/system.ts';

type Backup = System['backups'][number];

/** SECURITY: only what the app has written there itself; a person's own copies beside them are never touched. */
const ourName = /^before-[\w-]+-(\d{1,15})\.db$/u;

/** The copies that were made before the database's format changed, newest first; those that come and go meanwhile are left out. */
export async function listBackups(directory: string): Promise<Backup[]> {
  const names = await readdir(directory).catch((error: unknown) => {
    if (isGone(error)) return [];
    throw error;
  });
  const found = await Promise.all(names.map((name) => backupOf(directory, name)));
  return found.filter((backup) => backup !== null).toSorted((a, b) => b.at - a.at || a.name.localeCompare(b.name));
}

/** Removes the oldest beyond so many. */
export async function removeOldBackups(directory: string, keep: number): Promise<void> {
  for (const { name } of (await listBackups(directory)).slice(Math.max(1, keep))) await rm(join(directory, name), { force: true });
}

async function backupOf(directory: string, name: string): Promise<Backup | null> {
  const at = Number(ourName.exec(name)?.[1] ?? Number.NaN);
  if (Number.isNaN(at)) return null;
  const file = await lstat(join(directory, name)).catch((error: unknown) => {
    if (isGone(error)) return null;
    throw error;
  });
  return file?.isFile() ? { name, bytes: file.size, at } : null;
}

const isGone = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';
