import { clipboard, ClipboardItem } from 'electron';
import { AppError } from '../../../src-shared/errors.ts';
import type { Clipboard } from '../../host.ts';

/** Marks by which clipboard histories know to leave a text out, by platform. */
const marks: Partial<Record<NodeJS.Platform, Readonly<Record<string, string>>>> = {
  linux: { 'x-kde-passwordManagerHint': 'secret' },
  darwin: { 'org.nspasteboard.ConcealedType': '' },
  win32: {
    ExcludeClipboardContentFromMonitorProcessing: '',
    CanIncludeInClipboardHistory: '\0\0\0\0',
    CanUploadToCloudClipboard: '\0\0\0\0',
  },
};

const raw = (format: string): string => `electron application/osclipboard;format="${format}"`;

export function createElectronClipboard(): Clipboard {
  return {
    async write(text) {
      try {
        if (text === '') return clipboard.clear();
        const marked = Object.entries(marks[process.platform] ?? {}).map(([format, value]) => [raw(format), new Blob([value])]);
        await clipboard.write([new ClipboardItem({ 'text/plain': text, ...Object.fromEntries(marked) })]);
      } catch {
        throw new AppError('clipboardUnavailable');
      }
    },
    async read() {
      try {
        return await clipboard.readText();
      } catch {
        throw new AppError('clipboardUnavailable');
      }
    },
  };
}
