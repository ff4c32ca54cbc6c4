import { windowClient } from '../../src-shared/models.ts';
import type { Translate } from '../i18n/use-translation.ts';

/** Where somebody was, in their language: the app's own window, or what a terminal or program calls itself. */
export const clientText = (t: Translate, client: string): string => (client === windowClient ? t('oversight.sessions.window') : client);
