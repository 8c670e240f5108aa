import { useEffect, useRef } from 'preact/hooks';
import { personLink, type Route } from '../route.ts';

const find = (selector: string) => document.querySelector<HTMLElement>(selector);

/**
 * Moves the keyboard with the page: to the person who was opened, and back to their name in the list, or to the list's
 * heading when they are no longer in it. The place the page was loaded at is left alone.
 */
export const useRouteFocus = ({ personId }: Route): void => {
  const last = useRef(personId);
  useEffect(() => {
    if (last.current === personId) return;
    const from = last.current;
    last.current = personId;
    const target =
      personId === null
        ? (from && find(`a[href="${personLink(from)}"]`)) || find('#people-heading')
        : find('#person-heading');
    target?.focus();
  }, [personId]);
};
