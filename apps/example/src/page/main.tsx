import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Role } from '../session.ts';
import { onSessionEnded, session } from './api.ts';
import { FailurePanel } from './components/failure-panel.tsx';
import { Dashboard } from './people/dashboard.tsx';
import { SignIn } from './sign-in/sign-in.tsx';
import { useLoad } from './use-load.ts';

/** The whole page: the sign-in without a session, the dashboard with one. */
const Console = () => {
  const current = useLoad(session.read);
  const [endedBy, setEndedBy] = useState<'user' | 'server'>();
  const [hasJustSignedIn, setHasJustSignedIn] = useState(false);
  useEffect(
    () =>
      onSessionEnded(() => {
        setEndedBy('server');
        void current.reload();
      }),
    [current.reload],
  );

  const signIn = async (role: Role) => {
    await session.signIn(role);
    setHasJustSignedIn(true);
    await current.reload();
  };
  const signOut = async () => {
    await session.signOut();
    setEndedBy('user');
    await current.reload();
  };

  if (current.value?.role)
    return (
      <Dashboard
        key={current.value.role}
        role={current.value.role}
        source={current.value.source}
        hasJustSignedIn={hasJustSignedIn}
        onSignOut={() => void signOut()}
      />
    );
  if (current.value) return <SignIn source={current.value.source} endedBy={endedBy} onSignIn={signIn} />;
  if (current.error !== undefined)
    return (
      <main class="centered">
        <FailurePanel
          title="The console's server is unavailable"
          error={current.error}
          onRetry={current.reload}
        />
      </main>
    );
  return <main class="centered" aria-busy="true" aria-label="Access console" />;
};

const root = document.querySelector('#console');
if (root) render(<Console />, root);
