import { sourceNames, type Role, type Source } from '../../session.ts';

/** The icon of the console, as in `icon.svg`. */
export const Brand = () => (
  <svg class="brand" viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="8" />
    <path d="M10 26V8.5C10 7.7 10.7 7 11.5 7h9c.8 0 1.5.7 1.5 1.5V26M7 26h18" />
    <circle cx="18.4" cy="17" r="1.7" />
  </svg>
);

const explanations: Record<Source, string> = {
  demo: 'No real door is affected. The data survives a restart.',
  seam: 'Changes here affect real doors.',
};

/** Shows the source of the data, on every view. */
export const SourceBanner = ({ source }: { source: Source }) => (
  <p class="banner" data-source={source}>
    <strong>{sourceNames[source]}.</strong> {explanations[source]}
  </p>
);

interface HeaderProps {
  readonly role: Role;
  readonly source: Source;
  readonly onSignOut: () => void;
}

/** The source of the data, the current role and the sign-out. */
export const Header = ({ role, source, onSignOut }: HeaderProps) => (
  <header>
    <SourceBanner source={source} />
    <div class="top-bar">
      <Brand />
      <h1>Access console</h1>
      <p class="current-role">
        <span class="current-role-label">Signed in as </span>
        <strong>{role}</strong>
      </p>
      <button type="button" class="button" onClick={onSignOut}>
        Sign out
      </button>
    </div>
  </header>
);
