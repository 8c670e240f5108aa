import { Skeleton } from './skeleton.tsx';

const panels = [
  { title: 'Single locks', rows: 2 },
  { title: 'Entrances', rows: 3 },
  { title: 'ACS users', rows: 1 },
];

/** The person's page while it is being read for the first time. */
export const PersonSkeleton = () => (
  <>
    {panels.map(({ title, rows }) => (
      <section class="panel" key={title} aria-hidden="true">
        <div class="panel-head">
          <h3>{title}</h3>
        </div>
        <Skeleton rows={rows} />
      </section>
    ))}
  </>
);
