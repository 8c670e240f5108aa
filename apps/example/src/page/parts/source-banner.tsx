import { sourceNames, type Source } from '../../source.ts';

const explanations: Record<Source, string> = {
  demo: 'No real door is touched, and a restart brings everything back.',
  seam: 'What you change here changes real doors.',
};

/** Says whose doors these are, on every view. */
export const SourceBanner = ({ source }: { source: Source }) => (
  <p class="banner" data-source={source}>
    <strong>{sourceNames[source]}.</strong> {explanations[source]}
  </p>
);
