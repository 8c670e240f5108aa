import { describe, expectTypeOf, it } from 'vitest';
import type { Device } from '../contract/generated/models/devices.ts';
import { createSeam, type Seam } from './create-seam.ts';
import type { CallOptions } from './options.ts';
import { paginate, type Paginated } from './pagination.ts';

const seam = createSeam({ apiKey: 'seam_test1_key' });

type List = (params: never, options?: CallOptions) => Promise<readonly unknown[]>;

/** The names of every method that resolves with a list, such as `devices.list`. */
type ListNames<TApi, TPrefix extends string = ''> = {
  [K in keyof TApi & string]: TApi[K] extends (...args: never[]) => unknown
    ? TApi[K] extends List
      ? `${TPrefix}${K}`
      : never
    : ListNames<TApi[K], `${TPrefix}${K}.`>;
}[keyof TApi & string];

type At<TApi, TName extends string> = TName extends `${infer Head}.${infer Rest}`
  ? At<TApi[Head & keyof TApi], Rest>
  : TApi[TName & keyof TApi];

type Accepts<TMethod extends List> = NonNullable<Parameters<typeof paginate<TMethod>>[1]>;
type Same<A, B> = [A, B] extends [B, A] ? true : false;
type Members<T> = T extends unknown ? keyof T : never;
type Wrong<T> = { readonly [K in Members<T>]: T extends unknown ? { [P in K]: symbol } : never }[Members<T>];

/** For each list method, the difference between its parameters and those that `paginate` accepts; `never` for none. */
type Faults = {
  [N in ListNames<Seam>]: At<Seam, N> extends infer M extends List
    ? Same<Accepts<M>, NonNullable<Parameters<M>[0]>> extends false
      ? 'other parameters than those of the method'
      : { serach: string } extends Accepts<M>
        ? 'a wrong name'
        : [Extract<Wrong<Accepts<M>>, Accepts<M>>] extends [never]
          ? never
          : 'a wrong type'
    : 'not a list';
}[ListNames<Seam>];

describe('paginate', () => {
  it('takes the parameters of the method and no others, on every list endpoint', () => {
    expectTypeOf<Faults>().toEqualTypeOf<never>();
    expectTypeOf<'devices.list' | 'acs.users.list' | 'events.list' | 'devices.unmanaged.list'>().toExtend<
      ListNames<Seam>
    >();
    expectTypeOf<'devices.get' | 'devices.update'>().not.toExtend<ListNames<Seam>>();
  });

  it('refuses a wrong name', () => {
    // @ts-expect-error -- serach
    paginate(seam.userIdentities.list, { serach: 'ada' });
    // @ts-expect-error -- serach
    paginate(seam.userIdentities.list, { search: 'ada', serach: 'ada' });
    // @ts-expect-error -- device_idz
    paginate(seam.accessCodes.list, { device_idz: 'd1' });
    // @ts-expect-error -- a name of another list
    paginate(seam.devices.list, { acs_system_id: 's1' });
    const misspelt = { serach: 'ada' };
    // @ts-expect-error -- serach
    paginate(seam.userIdentities.list, misspelt);
  });

  it('refuses a wrong type', () => {
    // @ts-expect-error -- a number
    paginate(seam.userIdentities.list, { search: 1 });
    // @ts-expect-error -- a text
    paginate(seam.devices.list, { limit: '100' });
    // @ts-expect-error -- a text is no object of parameters
    paginate(seam.devices.list, 'all');
    // @ts-expect-error -- not a list
    paginate(seam.devices.get, { device_id: 'd1' });
    // @ts-expect-error -- a promise, not a method
    paginate(seam.devices.list());
  });

  it('needs the parameters that the method needs', () => {
    // @ts-expect-error -- user_identity_id
    paginate(seam.userIdentities.listAccessibleDevices);
    // @ts-expect-error -- user_identity_id
    paginate(seam.userIdentities.listAccessibleDevices, {});
    paginate(seam.userIdentities.listAccessibleDevices, { user_identity_id: 'u1' });
  });

  it('accepts no parameters, the right ones, and a variable of the right type', () => {
    expectTypeOf(paginate(seam.devices.list)).toEqualTypeOf<Paginated<Device>>();
    paginate(seam.devices.list, {});
    paginate(seam.devices.list, undefined, { timeout: 1000 });
    paginate(seam.devices.list, { limit: 100, page_cursor: null }, { timeout: 1000 });
    const params: Parameters<Seam['devices']['list']>[0] = { limit: 100 };
    paginate(seam.devices.list, params);
    const inferred = { limit: 100, search: 'ada' };
    paginate(seam.devices.list, inferred);
  });
});
