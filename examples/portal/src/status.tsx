/** A ticket's status. Sites define their own; those of RT's default lifecycle have colours. */
export function Status({ status }: { readonly status: string }) {
  return (
    <span className="status" data-status={status}>
      {status}
    </span>
  );
}
