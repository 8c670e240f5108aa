import { useEffect, useState } from 'preact/hooks';
import type { Role } from '../roles.ts';
import { Desk } from './parts/desk.tsx';
import { FailurePanel } from './parts/failure-panel.tsx';
import { SignIn } from './parts/sign-in.tsx';
import { session } from './session.ts';
import { signedOut } from './state/signed-out.ts';
import { useLoad } from './state/use-load.ts';

/** The whole page: signing in, and then the desk. */
export const Console = () => {
  const who = useLoad(session.read);
  const [endedBy, setEndedBy] = useState<'person' | 'server'>();
  const [isFresh, setFresh] = useState(false);
  useEffect(
    () =>
      signedOut.hear(() => {
        setEndedBy('server');
        void who.reload();
      }),
    [who.reload],
  );

  const start = async (role: Role) => {
    await session.start(role);
    setFresh(true);
    await who.reload();
  };
  const end = async () => {
    await session.end();
    setEndedBy('person');
    await who.reload();
  };

  if (who.value?.role)
    return (
      <Desk
        key={who.value.role}
        role={who.value.role}
        source={who.value.source}
        isFresh={isFresh}
        onSignOut={() => void end()}
      />
    );
  if (who.value) return <SignIn source={who.value.source} endedBy={endedBy} onSignIn={start} />;
  if (who.error !== undefined)
    return (
      <main class="alone">
        <FailurePanel title="The console's server does not answer" error={who.error} onRetry={who.reload} />
      </main>
    );
  return <main class="alone" aria-busy="true" aria-label="Access console" />;
};
