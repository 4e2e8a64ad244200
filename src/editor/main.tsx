import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { installApp } from './offline/install-app.ts';
import { App } from './shell/app.tsx';
import { watchFirstTouch } from './shell/first-touch.ts';
import { startSession } from './shell/session.ts';
import { applyLanguage } from './strings/language.ts';
import { applyTheme } from './theme/theme.ts';
import './theme/tokens.css';
import './theme/controls.css';
import './theme/overlays.css';

applyTheme();
watchFirstTouch();
await applyLanguage();
const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
void startSession().then(installApp);
