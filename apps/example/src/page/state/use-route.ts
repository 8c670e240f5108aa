import { useLayoutEffect, useState } from 'preact/hooks';
import { toRoute, type Route } from '../route.ts';

/** The place the URL names. It is in the URL so that back, forward and a bookmark work. */
export const useRoute = (): Route => {
  const [hash, setHash] = useState(location.hash);
  useLayoutEffect(() => {
    const follow = () => setHash(location.hash);
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return toRoute(hash);
};
