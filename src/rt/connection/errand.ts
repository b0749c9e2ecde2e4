/** Whom requests to RT are sent for. */
export interface Errand {
  /** Sent along as `x-request-id`, so that RT's access log can name what a request to RT was for. */
  readonly requestId: string;
  /** Where the request came from, for who observes logins. RT does not hear it. */
  readonly address?: string;
}
