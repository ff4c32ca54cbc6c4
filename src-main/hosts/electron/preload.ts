import { contextBridge, ipcRenderer } from 'electron';
import type { PageSurface } from '../page-surface.ts';

/** Generic: the router in main checks everything, so a page that calls nonsense gets a failure and nothing else. */
const surface: PageSurface = {
  invoke: (channel, payload) => ipcRenderer.invoke('strongroom', channel, payload),
  on: (event, listener) => {
    const receive = (_event: unknown, name: string, payload: unknown): void => {
      if (name === event) listener(payload);
    };
    ipcRenderer.on('strongroom', receive);
    return () => void ipcRenderer.off('strongroom', receive);
  },
};

contextBridge.exposeInMainWorld('strongroom', surface);
