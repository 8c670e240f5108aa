/** Grey rows where rows will be, as high as those, so that nothing moves when they come. */
export const Skeleton = ({ rows }: { rows: number }) => (
  <ul class="rows" aria-hidden="true">
    {Array.from({ length: rows }, (_, index) => (
      <li class="row" key={index}>
        <span class="bone" />
      </li>
    ))}
  </ul>
);
