import { useEffect, useRef, useState } from 'preact/hooks';
import type { Role, Source } from '../../session.ts';
import { Brand, SourceBanner } from '../components/header.tsx';
import { useTitle } from '../route.ts';

interface SignInProps {
  readonly source: Source;
  readonly endedBy: 'user' | 'server' | undefined;
  readonly onSignIn: (role: Role) => Promise<void>;
}

const choices: { role: Role; name: string; rights: string }[] = [
  { role: 'manager', name: 'Manager', rights: 'Sees who can open what. Grants and revokes access.' },
  { role: 'viewer', name: 'Viewer', rights: 'Sees who can open what. The server refuses changes.' },
];

/** The sign-in: a choice of role, without a password. */
export const SignIn = ({ source, endedBy, onSignIn }: SignInProps) => {
  const [failed, setFailed] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useTitle('Sign in');
  useEffect(() => {
    if (endedBy) heading.current?.focus();
  }, [endedBy]);

  return (
    <>
      <header>
        <SourceBanner source={source} />
      </header>
      <main class="centered">
        <div class="sign-in">
          <Brand />
          <h1 ref={heading} tabIndex={-1}>
            Access console
          </h1>
          <p class="muted">See who can open which door. Grant and revoke access.</p>
          {endedBy === 'server' && <p class="note">Your session has ended. Sign in again to continue.</p>}
          <ul class="choices">
            {choices.map(({ role, name, rights }) => (
              <li key={role}>
                <button
                  type="button"
                  class="choice"
                  onClick={() => onSignIn(role).catch(() => setFailed(true))}
                >
                  <span class="choice-name">Sign in as {name.toLowerCase()}</span>
                  <span class="muted">{rights}</span>
                </button>
              </li>
            ))}
          </ul>
          <p role="alert" class="failed-text">
            {failed && 'Sign-in failed. Try again.'}
          </p>
          <p class="small muted">This demo has no passwords. Use your own sign-in in your application.</p>
        </div>
      </main>
    </>
  );
};
