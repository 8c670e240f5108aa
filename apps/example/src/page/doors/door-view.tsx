import type { OpenerView } from '../../access.ts';
import { ReasonList } from '../access/reason-list.tsx';
import { access } from '../api.ts';
import { FailurePanel } from '../components/failure-panel.tsx';
import { Panel, PanelSkeleton } from '../components/panel.tsx';
import { Initials } from '../people/people-list.tsx';
import { peopleLink, personLink, useTitle, type DoorKind } from '../route.ts';
import { useUpdates } from '../updates/use-updates.ts';
import { useLoad } from '../use-load.ts';

const Opener = ({ person, name, reasons }: OpenerView) => (
  <li class="row opener">
    <Initials name={person?.name} />
    <span class="row-text">
      {person ? (
        <a class="row-name" href={personLink(person.user_identity_id)}>
          {person.name}
        </a>
      ) : (
        <span class="row-name">{name ?? 'Unknown'} (no person in Seam)</span>
      )}
      <ReasonList reasons={reasons} />
    </span>
  </li>
);

interface DoorViewProps {
  readonly kind: DoorKind;
  readonly id: string;
}

/** One door: who can open it, and through what. */
export const DoorView = ({ kind, id }: DoorViewProps) => {
  const door = useLoad((signal) =>
    access.door(kind === 'device' ? { device_id: id } : { acs_entrance_id: id }, { signal }),
  );
  useUpdates(() => true, door.reload);
  const { value, error, isLoading } = door;
  useTitle(value?.door.name ?? 'Door');
  return (
    <article class="person" aria-labelledby="view-heading" aria-busy={isLoading}>
      <div class="person-head">
        <a class="back" href={peopleLink}>
          People
        </a>
        <div class="person-text">
          <h2 id="view-heading" tabIndex={-1}>
            {value?.door.name ?? (isLoading ? 'Loading…' : 'Door')}
          </h2>
          <p class="muted">
            {value ? `${kind === 'device' ? 'Single lock' : 'Entrance'} · ${value.place}` : '\u00A0'}
          </p>
        </div>
        <div class="head-actions">
          <button type="button" class="button" onClick={() => void door.reload()}>
            Reload
          </button>
        </div>
      </div>
      {error !== undefined && (
        <FailurePanel title="This door could not be loaded" error={error} onRetry={door.reload} />
      )}
      {error === undefined && !value && <PanelSkeleton title="Who can open it" rows={4} />}
      {error === undefined && value && (
        <Panel id="openers" title="Who can open it" count={value.openers.length}>
          {value.openers.length === 0 && <p class="empty">No person or access code can open it.</p>}
          <ul class="rows">
            {value.openers.map((opener, index) => (
              <Opener key={opener.person?.user_identity_id ?? index} {...opener} />
            ))}
          </ul>
        </Panel>
      )}
    </article>
  );
};
