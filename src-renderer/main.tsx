import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@fontsource-variable/inter/wght.css';
import './theme/tokens.css';
import './theme/base.css';
import './theme/motion.css';
import './theme/touch.css';
import { setNonce } from 'get-nonce';
import { createRoot } from 'react-dom/client';
import { startTranslations } from './i18n/index.ts';
import { Root } from './root.tsx';
import { followSession } from './stores/app-store.ts';
import { followClipboard } from './stores/clipboard-store.ts';
import { followNotifications } from './stores/notifications-store.ts';

// SECURITY: React and Mantine set markup only for styles, which has neither of these characters; nothing else may set any.
window.trustedTypes?.createPolicy('default', {
  createHTML(text) {
    if (/[<&]/.test(text)) throw new TypeError('markup from a string is not allowed');
    return text;
  },
});

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
setNonce(nonce);
// SECURITY: a page that takes another's place under the same address would be handed its state.
history.replaceState(null, '');
followClipboard();
followSession();
followNotifications();
await startTranslations();
const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<Root nonce={nonce} />);
