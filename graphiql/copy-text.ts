/**
 * Puts a text on the clipboard. Browsers have `navigator.clipboard` on https and localhost only; elsewhere the text is
 * selected in a field and copied from there.
 *
 * @returns whether it worked.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    // Not there on plain http, whatever the types say.
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text);
  }
}

function copySelected(text: string): boolean {
  const before = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  field.style.cssText = 'position: fixed; top: 0; left: -100px; width: 1px;';
  // A dialog takes the focus back from everything outside of it.
  (document.querySelector('[role="dialog"]') ?? document.body).append(field);
  field.select();
  const isCopied = document.execCommand('copy');
  field.remove();
  if (before instanceof HTMLElement) before.focus();
  return isCopied;
}
