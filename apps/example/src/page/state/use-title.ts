import { useEffect } from 'preact/hooks';

/** Names the page in the browser's tab and history; without a place, somebody else names it. */
export const useTitle = (place: string | undefined): void => {
  useEffect(() => {
    if (place !== undefined) document.title = `${place} · Access console`;
  }, [place]);
};
