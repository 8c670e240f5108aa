interface InitialsProps {
  readonly name: string | undefined;
  readonly isLarge?: boolean;
}

const initialsOf = (name: string): string => {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  return [...new Set([words.at(0), words.at(-1)])]
    .map((word) => word?.charAt(0).toUpperCase() ?? '')
    .join('');
};

/** A round mark that makes a name easier to find. It says nothing the name does not. */
export const Initials = ({ name = '', isLarge = false }: InitialsProps) => (
  <span class={isLarge ? 'initials large' : 'initials'} aria-hidden="true">
    {initialsOf(name)}
  </span>
);
