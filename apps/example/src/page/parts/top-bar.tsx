import type { Role } from '../../roles.ts';
import type { Source } from '../../source.ts';
import { Brand } from './brand.tsx';
import { SourceBanner } from './source-banner.tsx';

interface TopBarProps {
  readonly role: Role;
  readonly source: Source;
  readonly onSignOut: () => void;
}

/** Whose doors these are, who is looking, and the way out. */
export const TopBar = ({ role, source, onSignOut }: TopBarProps) => (
  <header>
    <SourceBanner source={source} />
    <div class="top-bar">
      <Brand />
      <h1>Access console</h1>
      <p class="who">
        <span class="who-label">Signed in as </span>
        <strong>{role}</strong>
      </p>
      <button type="button" class="button" onClick={onSignOut}>
        Sign out
      </button>
    </div>
  </header>
);
