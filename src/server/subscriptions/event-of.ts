/** One event of GraphQL over SSE. */
export function eventOf(event: 'next' | 'complete', data?: unknown, id?: string): string {
  const lines = [
    ...(id === undefined ? [] : [`id: ${id}`]),
    `event: ${event}`,
    `data: ${data === undefined ? '' : JSON.stringify(data)}`,
  ];
  return `${lines.join('\n')}\n\n`;
}
