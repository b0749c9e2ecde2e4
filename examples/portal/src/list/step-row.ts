/** Moves the focus to the next row of the list, or the one before it; to the first when no row has it. */
export function stepRow(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('.row')];
  const at = rows.findIndex((row) => row.parentElement?.contains(document.activeElement));
  const next = at < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, at + by));
  rows[next]?.focus();
}

/** Selects the row that has the focus, or gives that up. False if no row has it. */
export function selectRow(): boolean {
  const box = document.activeElement?.closest('.ticket')?.querySelector('input');
  box?.click();
  return box instanceof HTMLInputElement;
}
