import { useEffect, useRef } from 'react';
import { areKeysOn, setKeysOn } from './keys.js';

const keys = [
  ['/', 'search'],
  ['j k', 'next and previous ticket'],
  ['x', 'select the ticket, in a list'],
  ['g', 'claim the next ticket'],
  ['n', 'new ticket'],
  ['r', 'reply'],
  ['c', 'comment'],
  ['t', 'take the ticket'],
  ['T', 'steal the ticket from its owner'],
  ['u', 'back to the list'],
  ['Ctrl+Enter', 'send the form'],
  ['Esc', 'leave a field, close a form'],
  ['?', 'this page'],
] as const;

/** All keys, in a dialog. */
export function KeysHelp({ onClose }: { readonly onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="keys card" aria-labelledby="keys-title" onClose={onClose}>
      <h2 id="keys-title">Keys</h2>
      <dl>
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              {key.split(' ').map((one) => (
                <kbd key={one}>{one}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <label className="check">
        <input
          type="checkbox"
          defaultChecked={areKeysOn()}
          onChange={(event) => setKeysOn(event.target.checked)}
        />
        Keys are on
      </label>
      <form method="dialog">
        <button type="submit" className="quiet">
          Close
        </button>
      </form>
    </dialog>
  );
}
