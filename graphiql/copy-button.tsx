import { useState } from 'react';
import { copyText } from './copy-text.js';

/** Copies a text and says whether it worked. */
export function CopyButton({ text }: { readonly text: string }) {
  const [told, setTold] = useState<string>();

  async function copy(): Promise<void> {
    setTold(
      (await copyText(text)) ? 'Copied' : 'The browser refused. Select the text and copy it.',
    );
    setTimeout(() => setTold(undefined), 3000);
  }

  return (
    <p className="copy-line">
      <button type="button" className="masthead-button" onClick={() => void copy()}>
        Copy
      </button>
      <span role="status">{told}</span>
    </p>
  );
}
