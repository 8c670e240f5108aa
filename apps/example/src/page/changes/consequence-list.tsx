import type { Consequences } from './consequences.ts';
import { count } from '../format.ts';

/** What a change closes, and what stays open. */
export const ConsequenceList = ({ closes, staysOpen, untouched }: Consequences) => (
  <dl class="consequences">
    {closes.length > 0 && (
      <>
        <dt>Closes</dt>
        <dd>{closes.map(({ name }) => name).join(', ')}</dd>
      </>
    )}
    {staysOpen.length > 0 && (
      <>
        <dt class="warn">Stays open</dt>
        <dd>
          <ul>
            {staysOpen.map(({ door, why }) => (
              <li key={door.id}>
                <strong>{door.name}.</strong> {why}
              </li>
            ))}
          </ul>
        </dd>
      </>
    )}
    {untouched.length > 0 && (
      <>
        <dt>Not affected</dt>
        <dd>
          {count(untouched.length, 'other door', 'other doors')}:{' '}
          {untouched.map(({ name }) => name).join(', ')}
        </dd>
      </>
    )}
  </dl>
);
