// Starts the window.
import { createRoot } from 'react-dom/client';
import { must } from '#shared/domain/base/invariant.ts';
import { App } from './app/app.tsx';
import './styles/tokens.css';
import './styles/base.css';
import './styles/ui.css';
import './styles/frame.css';
import './styles/enlarged.css';

createRoot(must(document.querySelector('#root'), 'index.html has this element')).render(<App />);
