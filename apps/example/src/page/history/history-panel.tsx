import { access } from '../api.ts';
import { FailurePanel } from '../components/failure-panel.tsx';
import { Panel, PanelSkeleton } from '../components/panel.tsx';
import { formatTime } from '../format.ts';
import { runLink } from '../route.ts';
import { concernsPerson, useUpdates } from '../updates/use-updates.ts';
import { useLoad } from '../use-load.ts';
import { actionText, outcomeText } from './history-text.ts';

/** Who did what to a person, when, and with which outcome: the changes of this console. */
export const HistoryPanel = ({ user_identity_id }: { readonly user_identity_id: string }) => {
  const history = useLoad((signal) => access.history({ user_identity_id }, { signal }));
  useUpdates(concernsPerson(user_identity_id), history.reload);
  const { value: entries, error } = history;
  if (error !== undefined)
    return <FailurePanel title="The history could not be loaded" error={error} onRetry={history.reload} />;
  if (!entries) return <PanelSkeleton title="History" rows={1} />;
  return (
    <Panel id="history" title="History" count={entries.length}>
      {entries.length === 0 && <p class="empty">No changes by this console yet.</p>}
      <ul class="rows">
        {entries.map((entry) => (
          <li class="row" key={`${entry.at} ${entry.action} ${entry.outcome}`}>
            <span class="row-text">
              {entry.run_id === undefined ? (
                <span class="row-name">{actionText(entry)}</span>
              ) : (
                <a class="row-name" href={runLink(entry.run_id)}>
                  {actionText(entry)}
                </a>
              )}
              <span class="small muted">
                <time dateTime={entry.at}>{formatTime(entry.at)}</time> · by {entry.actor}
              </span>
            </span>
            <span class="small" data-outcome={entry.outcome}>
              {outcomeText(entry)}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
};
