import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** A question to answer before a change. */
export interface Question {
  readonly title: string;
  readonly text: ComponentChildren;
  /** The label of the button that makes the change. */
  readonly confirm: string;
  readonly onConfirm: () => unknown;
}

interface ConfirmDialogProps {
  readonly question: Question;
  readonly onClose: () => void;
}

/** A modal dialog: Escape cancels, the focus stays inside and returns to the button that opened it. */
const ConfirmDialog = ({ question, onClose }: ConfirmDialogProps) => {
  const { title, text, confirm, onConfirm } = question;
  const dialog = useRef<HTMLDialogElement>(null);
  const isOpen = () => dialog.current?.open === true;
  useLayoutEffect(() => {
    if (!isOpen()) dialog.current?.showModal();
  }, [question]);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="confirm-title"
      aria-describedby="confirm-text"
      // The event comes late: the dialog may be open again, with another question.
      onClose={() => !isOpen() && onClose()}
    >
      <h2 id="confirm-title">{title}</h2>
      <div id="confirm-text" class="dialog-text">
        {text}
      </div>
      <form method="dialog" class="dialog-buttons">
        <button class="button">Cancel</button>
        <button class="button danger solid" onClick={() => void onConfirm()}>
          {confirm}
        </button>
      </form>
    </dialog>
  );
};

/** Returns a function that asks a question, and the dialog to render while it is open. */
export const useConfirm = (): readonly [ask: (question: Question) => void, dialog: ComponentChildren] => {
  const [question, setQuestion] = useState<Question>();
  const close = () => setQuestion((current) => (current === question ? undefined : current));
  return [setQuestion, question && <ConfirmDialog question={question} onClose={close} />];
};
