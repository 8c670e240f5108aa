import { isFinal, type RunView as Run } from '../../access.ts';
import { access, receiptUrl } from '../api.ts';
import { useConfirm } from '../changes/confirm-dialog.tsx';
import type { ShowNotice } from '../changes/notice-bar.tsx';
import { useChange } from '../changes/use-change.ts';
import { ActionButton } from '../components/action-button.tsx';
import { FailurePanel } from '../components/failure-panel.tsx';
import { Panel, PanelSkeleton } from '../components/panel.tsx';
import { formatExactTime } from '../format.ts';
import { HistoryPanel } from '../history/history-panel.tsx';
import { offboardLink, personLink, useTitle } from '../route.ts';
import { useUpdates } from '../updates/use-updates.ts';
import { useLoad } from '../use-load.ts';
import { residualDoorText, residualText } from '../access/reason-text.ts';
import { ReadList, StepList } from './step-list.tsx';
import { PhaseBar } from './phase-bar.tsx';
import { progressOf, type RunProgress } from './run-progress.ts';
import { stateExplanation, stateText } from './run-text.ts';

interface RunViewProps {
  readonly id: string;
  readonly showNotice: ShowNotice;
}

const Facts = ({ run, progress }: { readonly run: Run; readonly progress: RunProgress }) => (
  <dl class="facts">
    <dt>Person</dt>
    <dd>
      <a href={personLink(run.user_identity_id)}>{run.name}</a>
    </dd>
    <dt>Asked for by</dt>
    <dd>{run.actor}</dd>
    <dt>Reason</dt>
    <dd>{run.reason}</dd>
    <dt>Started</dt>
    <dd>{progress.startedAt !== undefined && formatExactTime(progress.startedAt)}</dd>
    {progress.endedAt !== undefined && (
      <>
        <dt>Ended</dt>
        <dd>{formatExactTime(progress.endedAt)}</dd>
      </>
    )}
    <dt>Run</dt>
    <dd class="mono small">{run.run_id}</dd>
    {run.receipt_hash !== undefined && (
      <>
        <dt>Hash</dt>
        <dd class="mono small">{run.receipt_hash}</dd>
      </>
    )}
  </dl>
);

/** What is not closed at the end of a run. */
const ResidualList = ({ residual }: Pick<RunProgress, 'residual'>) => (
  <Panel id="residual" title="Still open" count={residual.length}>
    <ul class="rows">
      {residual.map(({ door, cause, until }) => (
        <li class="row" key={`${door?.id} ${cause}`}>
          <span class="row-text">
            <span class="row-name">{residualDoorText(door)}</span>
            <span class="small">{residualText(cause, until)}</span>
          </span>
        </li>
      ))}
    </ul>
  </Panel>
);

/** A run: its progress while it is in progress, then its receipt. */
export const RunView = ({ id, showNotice }: RunViewProps) => {
  const loaded = useLoad((signal) => access.run({ run_id: id }, { signal }));
  useUpdates(({ run_id }) => run_id === undefined || run_id === id, loaded.reload);
  const { isBusy, change } = useChange(loaded.reload, showNotice);
  const [ask, dialog] = useConfirm();
  const { value: run, error } = loaded;
  useTitle(run ? `Offboarding of ${run.name}` : 'Offboarding');

  const cancel = () =>
    ask({
      title: 'Cancel the offboarding?',
      text: (
        <p>The run ends after the current step. What it has closed stays closed. What is left stays open.</p>
      ),
      confirm: 'Cancel the offboarding',
      onConfirm: () =>
        change({
          call: () => access.cancel({ run_id: id }),
          doing: 'Cancelling…',
          done: 'The run ends before its next step.',
          notDone: 'The run was not cancelled.',
          isVisible: ({ isCancelling, state }) => isCancelling || isFinal(state),
        }),
    });
  const retry = () =>
    change({
      call: () => access.retry({ run_id: id }),
      doing: 'Continuing…',
      done: 'The run continues.',
      notDone: 'The run does not continue.',
      isVisible: (fresh) => fresh.problem === undefined,
    });

  const progress = progressOf(run?.entries ?? []);
  const isLive = run !== undefined && !isFinal(run.state);
  const hasLeft = run?.state === 'stuck' || run?.state === 'cancelled';
  return (
    <article class="person run" aria-labelledby="view-heading" aria-busy={loaded.isLoading || isBusy}>
      <div class="person-head">
        {run && (
          <a class="back is-shown" href={personLink(run.user_identity_id)}>
            {run.name}
          </a>
        )}
        <div class="person-text">
          <h2 id="view-heading" tabIndex={-1}>
            {isLive || !run ? 'Offboarding of' : 'Receipt: offboarding of'} {run?.name ?? '…'}
          </h2>
        </div>
        {run && (
          <div class="head-actions">
            {isLive && !run.isCancelling && run.problem === undefined && (
              <ActionButton isBusy={isBusy} onPress={cancel}>
                Cancel…
              </ActionButton>
            )}
            {run.problem !== undefined && (
              <ActionButton tone="primary" isBusy={isBusy} onPress={() => void retry()}>
                Continue
              </ActionButton>
            )}
            {hasLeft && (
              <a class="button primary" href={offboardLink(run.user_identity_id)}>
                Continue with what is left
              </a>
            )}
            {!isLive && (
              <>
                <a class="button" href={receiptUrl(id)} download>
                  Download JSON
                </a>
                <button type="button" class="button" onClick={() => print()}>
                  Print
                </button>
              </>
            )}
          </div>
        )}
      </div>
      {error !== undefined && (
        <FailurePanel title="The run could not be loaded" error={error} onRetry={loaded.reload} />
      )}
      {error === undefined && !run && <PanelSkeleton title="Progress" rows={4} />}
      {run && (
        <>
          <section class="state" data-state={run.problem === undefined ? run.state : 'stuck'}>
            <div role="status">
              <p class="state-name">{run.problem === undefined ? stateText(run.state) : 'Interrupted'}</p>
              <p>
                {run.problem ??
                  (isLive && run.isCancelling
                    ? 'The run ends before its next step.'
                    : stateExplanation(run.state, progress.cause))}
              </p>
            </div>
            <PhaseBar run={run} plan={progress.plan} />
          </section>
          {progress.residual.length > 0 && <ResidualList residual={progress.residual} />}
          <Panel id="facts" title="Run">
            <Facts run={run} progress={progress} />
          </Panel>
          <Panel id="reads" title="Reads" count={progress.reads.length}>
            {progress.reads.length === 0 && <p class="empty">The doors were not read back yet.</p>}
            <ReadList reads={progress.reads} />
          </Panel>
          <Panel id="steps" title="Changes" count={progress.steps.length}>
            {progress.steps.length === 0 && <p class="empty">Nothing was sent yet.</p>}
            <StepList plan={progress.plan} steps={progress.steps} />
          </Panel>
          <div class="no-print">
            <HistoryPanel user_identity_id={run.user_identity_id} />
          </div>
        </>
      )}
      {dialog}
    </article>
  );
};
