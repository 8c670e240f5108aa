import { isSeamError } from '@org/seam-core';
import { useState } from 'preact/hooks';
import { access } from '../api.ts';
import type { ShowNotice } from '../changes/notice-bar.tsx';
import { ActionButton } from '../components/action-button.tsx';
import { describeFailure, FailurePanel } from '../components/failure-panel.tsx';
import { Panel, PanelSkeleton } from '../components/panel.tsx';
import { personLink, runLink, useTitle } from '../route.ts';
import { concernsPerson, useUpdates } from '../updates/use-updates.ts';
import { useLoad } from '../use-load.ts';
import { ChoicesForm, defaultChoices } from './choices-form.tsx';
import { PlanList } from './plan-list.tsx';
import { liveRunOf, RunNote } from './run-note.tsx';

interface OffboardViewProps {
  readonly id: string;
  readonly showNotice: ShowNotice;
}

const readLiveRun = async (user_identity_id: string, signal: AbortSignal) =>
  liveRunOf((await access.person({ user_identity_id }, { signal })).runs);

/** After a lost response the run may have started. The view then links to it. */
const notStarted = (error: unknown): string =>
  isSeamError(error) && error.outcome === 'unknown'
    ? 'It is unknown whether the offboarding was started.'
    : 'The offboarding was not started.';

interface ConfirmFormProps {
  readonly name: string;
  readonly isBusy: boolean;
  readonly onConfirm: (confirmed: { readonly reason: string; readonly confirmed_name: string }) => void;
}

const ConfirmForm = ({ name, isBusy, onConfirm }: ConfirmFormProps) => {
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const isConfirmed = typed.trim().toLowerCase() === name.toLowerCase() && reason.trim() !== '';
  return (
    <form
      class="panel-foot confirm-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isConfirmed && !isBusy) onConfirm({ reason: reason.trim(), confirmed_name: typed });
      }}
    >
      <label for="reason">
        Reason <span class="small muted">It is part of the receipt.</span>
      </label>
      <input
        id="reason"
        class="field"
        maxLength={200}
        required
        placeholder="Left the company"
        autocomplete="off"
        value={reason}
        onInput={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <label for="confirmed-name">
        Type <strong>{name}</strong> to confirm
      </label>
      <input
        id="confirmed-name"
        class="field"
        required
        autocomplete="off"
        value={typed}
        onInput={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <div class="form-buttons">
        <ActionButton tone="danger" isBusy={isBusy || !isConfirmed}>
          Start offboarding
        </ActionButton>
      </div>
    </form>
  );
};

/** The plan of an offboarding, its choices, and the confirmation that starts it. */
export const OffboardView = ({ id, showNotice }: OffboardViewProps) => {
  const [choices, setChoices] = useState(defaultChoices);
  const [isBusy, setBusy] = useState(false);
  const params = { user_identity_id: id, choices };
  const loaded = useLoad((signal) => access.plan(params, { signal }), JSON.stringify(choices));
  const live = useLoad((signal) => readLiveRun(id, signal));
  useUpdates(concernsPerson(id), () => {
    if (!isBusy) void Promise.all([loaded.reload(), live.reload()]);
  });
  const { value, error } = loaded;
  useTitle(value ? `Offboard ${value.display_name}` : 'Offboard');

  const start = async (confirmed: { readonly reason: string; readonly confirmed_name: string }) => {
    if (!value) return;
    setBusy(true);
    showNotice({ tone: 'working', text: `Starting to offboard ${value.display_name}…` });
    try {
      const { run_id } = await access.offboard({ ...params, ...confirmed, plan_hash: value.hash });
      showNotice(undefined);
      location.hash = runLink(run_id);
    } catch (error) {
      const { text, ...rest } = describeFailure(error);
      showNotice({ tone: 'failed', text: `${notStarted(error)} ${text}`, ...rest });
      await Promise.all([loaded.reload(), live.reload()]);
    } finally {
      setBusy(false);
    }
  };

  return (
    <article class="person" aria-labelledby="view-heading" aria-busy={loaded.isLoading || isBusy}>
      <div class="person-head">
        <a class="back is-shown" href={personLink(id)}>
          {value?.display_name ?? 'Person'}
        </a>
        <div class="person-text">
          <h2 id="view-heading" tabIndex={-1}>
            Offboard {value?.display_name ?? '…'}
          </h2>
          <p class="muted">Closes every door, and reads back until all of them are closed.</p>
        </div>
      </div>
      <RunNote run={live.value} />
      {error !== undefined && (
        <FailurePanel title="The plan could not be made" error={error} onRetry={loaded.reload} />
      )}
      {error === undefined && !value && (
        <>
          <PanelSkeleton title="Choices" rows={4} />
          <PanelSkeleton title="Plan" rows={4} />
        </>
      )}
      {error === undefined && value && (
        <>
          <Panel id="choices" title="Choices">
            <ChoicesForm choices={choices} onChange={setChoices} />
          </Panel>
          <Panel id="plan" title="Plan" count={value.steps.length}>
            <PlanList plan={value} />
            {live.value === undefined && (
              <ConfirmForm
                name={value.display_name}
                isBusy={isBusy || loaded.isLoading}
                onConfirm={(it) => void start(it)}
              />
            )}
          </Panel>
        </>
      )}
    </article>
  );
};
