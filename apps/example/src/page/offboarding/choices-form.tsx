import type { PlanChoices } from '@org/seam-access';

const options: readonly {
  readonly name: keyof PlanChoices;
  readonly label: string;
  readonly hint: string;
}[] = [
  { name: 'suspend', label: 'Suspend the ACS users first', hint: 'Fast, and can be undone.' },
  {
    name: 'deactivatePhones',
    label: 'Deactivate the phones',
    hint: 'Ends the mobile credentials of every phone.',
  },
  {
    name: 'unlinkAcsUsers',
    label: 'Unlink the ACS users',
    hint: 'Once they open nothing. They stay in their access systems.',
  },
  {
    name: 'deleteUserIdentity',
    label: 'Delete the identity',
    hint: 'At the end, when no door is open. It cannot be undone.',
  },
];

export const defaultChoices: Required<PlanChoices> = {
  suspend: false,
  deactivatePhones: false,
  unlinkAcsUsers: true,
  deleteUserIdentity: false,
};

interface ChoicesFormProps {
  readonly choices: Required<PlanChoices>;
  readonly onChange: (choices: Required<PlanChoices>) => void;
}

/** What an offboarding does besides closing every door. */
export const ChoicesForm = ({ choices, onChange }: ChoicesFormProps) => (
  <fieldset class="choices-form">
    <legend class="visually-hidden">Choices</legend>
    {options.map(({ name, label, hint }) => (
      <label class="check" key={name}>
        <input
          type="checkbox"
          checked={choices[name] === true}
          onChange={({ currentTarget }) => onChange({ ...choices, [name]: currentTarget.checked })}
        />
        <span>
          {label}
          <span class="small muted">{hint}</span>
        </span>
      </label>
    ))}
  </fieldset>
);
