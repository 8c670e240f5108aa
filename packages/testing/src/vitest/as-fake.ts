import type { FakeSeam } from '../create-fake-seam.ts';

/** @throws TypeError when something else is expected to be a fake */
export const asFake = (received: unknown, matcher: string): FakeSeam => {
  const fake = received as Partial<FakeSeam> | null | undefined;
  if (!fake?.journal || !fake.handlers || !fake.state)
    throw new TypeError(`${matcher} is for a fake: expect(fake).${matcher}(…).`);
  return fake as FakeSeam;
};
