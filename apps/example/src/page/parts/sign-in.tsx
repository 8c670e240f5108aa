import { useEffect, useRef, useState } from 'preact/hooks';
import type { Role } from '../../roles.ts';
import type { Source } from '../../source.ts';
import { useTitle } from '../state/use-title.ts';
import { Brand } from './brand.tsx';
import { SourceBanner } from './source-banner.tsx';

interface SignInProps {
  readonly source: Source;
  readonly endedBy: 'person' | 'server' | undefined;
  readonly onSignIn: (role: Role) => Promise<void>;
}

const choices: { role: Role; name: string; may: string }[] = [
  { role: 'manager', name: 'Manager', may: 'Sees who can open what, grants and revokes.' },
  { role: 'viewer', name: 'Viewer', may: 'Sees who can open what. The server refuses the rest.' },
];

/** Two ways in and no password. */
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
      <main class="alone">
        <div class="sign-in">
          <Brand />
          <h1 ref={heading} tabIndex={-1}>
            Access console
          </h1>
          <p class="muted">Who can open which door, and how to take it away again.</p>
          {endedBy === 'server' && <p class="remark">Your session has ended. Sign in again to go on.</p>}
          <ul class="choices">
            {choices.map(({ role, name, may }) => (
              <li key={role}>
                <button
                  type="button"
                  class="choice"
                  onClick={() => onSignIn(role).catch(() => setFailed(true))}
                >
                  <span class="choice-name">Sign in as {name.toLowerCase()}</span>
                  <span class="muted">{may}</span>
                </button>
              </li>
            ))}
          </ul>
          <p role="alert" class="failed-text">
            {failed && 'Signing in failed: the server does not answer as it should.'}
          </p>
          <p class="small muted">
            This is a demonstration: it asks for no password. Your own application brings its own sign-in.
          </p>
        </div>
      </main>
    </>
  );
};
