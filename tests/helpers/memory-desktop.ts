import type { TrayChoice, TrayModel } from '../../src-main/desktop/tray-model.ts';
import type { DesktopSurface } from '../../src-main/host.ts';

/** A desktop that remembers what it was to show. */
export class MemoryDesktop implements DesktopSurface {
  readonly notices: { readonly title: string; readonly body: string }[] = [];
  /** The languages in which something new was spoken of. */
  readonly discreet: ('en' | 'de' | null)[] = [];
  readonly trays: TrayModel[] = [];
  withdrawals = 0;
  captureProtected = false;
  /** Asks where a file goes; taken over at the next start. */
  saveDialog: DesktopSurface['saveDialog'] = null;
  #choose: (choice: TrayChoice) => void = () => undefined;

  get tray(): TrayModel | undefined {
    return this.trays.at(-1);
  }

  notify(title: string, body: string): void {
    this.notices.push({ title, body });
  }

  notifyDiscreetly(language: 'en' | 'de' | null): void {
    this.discreet.push(language);
  }

  withdrawNotices(): void {
    this.withdrawals += 1;
  }

  setCaptureProtection(on: boolean): void {
    this.captureProtected = on;
  }

  showTray(model: TrayModel, choose: (choice: TrayChoice) => void): void {
    this.trays.push(model);
    this.#choose = choose;
  }

  /** As a person would in the menu. */
  choose(choice: TrayChoice): void {
    this.#choose(choice);
  }
}
