import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { Connection } from './client/connection.ts';
import { useMaestro } from './client/store.ts';

const connection = new Connection(useMaestro);
void connection.run();

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root element.');
createRoot(root).render(
  <StrictMode>
    <App
      onRetry={() => {
        connection.retry();
      }}
    />
  </StrictMode>,
);
