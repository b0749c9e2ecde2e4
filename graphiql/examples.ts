/** An operation that the page offers: as a tab on the first visit, and in the Examples pane after it. */
export interface Example {
  /** The tab's title; GraphiQL takes it from the operation, so the two are the same. */
  readonly name: string;
  /** One line for the Examples pane. */
  readonly summary: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Variables that differ on a real RT, where no click may change a ticket or send mail that nobody has chosen. */
  readonly unchosen?: Readonly<Record<string, unknown>>;
}

/**
 * From a first search to writing links, and to what happens while one listens.
 *
 * They name only what every RT has: the queue General, the statuses new and open, and ticket/1,
 * RT's own name for the first ticket. The exception is FindByCustomField: no custom field is everywhere.
 */
export const examples: readonly Example[] = [
  {
    name: 'SearchTickets',
    summary: 'Tickets of a queue, filtered and paged',
    query: `# A queue's active tickets, latest change first.
# Next page: the variable after = endCursor.
query SearchTickets($queue: String!, $after: String) {
  tickets(
    filter: {
      queue: { eq: $queue }
      status: { active: true }
    }
    orderBy: { field: UPDATED_AT, direction: DESC }
    first: 10
    after: $after
  ) {
    totalCount
    compiledQuery
    nodes {
      id
      subject
      status
      priority
      owner { name }
      requestors { emailAddress }
      updatedAt
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`,
    variables: { queue: 'General', after: null },
  },
  {
    name: 'FindByCustomField',
    summary: 'Tickets by the value of a custom field',
    query: `# Severity is a custom field of the sandbox. On your
# own RT, name one of yours: the tab QueuesAndFields lists them.
query FindByCustomField($field: String!, $value: String!) {
  tickets(
    filter: {
      customFields: [{ name: $field, match: { eq: $value } }]
    }
    orderBy: { field: CREATED_AT, direction: DESC }
    first: 10
  ) {
    totalCount
    compiledQuery
    nodes {
      id
      subject
      status
      queue { name }
      customFields(names: [$field]) {
        name
        values
      }
    }
  }
}
`,
    variables: { field: 'Severity', value: 'Critical' },
  },
  {
    name: 'FindByTicketSQL',
    summary: "Tickets by RT's own query language",
    query: `# TicketSQL as in RT's query builder. webUrl opens
# the same search in RT.
query FindByTicketSQL($query: TicketSQL!) {
  tickets(query: $query, orderBy: { field: PRIORITY, direction: DESC }, first: 10) {
    totalCount
    webUrl
    nodes {
      id
      subject
      priority
      dueAt
      owner { name }
    }
  }
}
`,
    variables: {
      query: "Status = '__Active__' AND Owner != 'Nobody' AND LastUpdated > '30 days ago'",
    },
  },
  {
    name: 'TicketTimeline',
    summary: 'One ticket, its history and its attachments',
    query: `# What was said and done, newest first.
# Each kind of item has fields of its own.
query TicketTimeline($id: ID!) {
  ticket(id: $id) {
    number
    subject
    status
    history(orderBy: DESC, first: 20) {
      totalCount
      nodes {
        __typename
        createdAt
        creator { name }
        description
        ... on MessageHistoryItem { text }
        ... on StatusChangedItem {
          oldStatus
          newStatus
        }
        ... on OwnerChangedItem {
          newOwner { name }
        }
        ... on FieldChangedItem {
          field
          oldValue
          newValue
        }
      }
    }
    attachments(filter: { named: true }, first: 10) {
      nodes {
        filename
        contentType
        size
        downloadUrl
      }
    }
  }
}
`,
    variables: { id: 'ticket/1' },
  },
  {
    name: 'DeferredHistory',
    summary: 'The ticket at once, its history when it is there',
    query: `# The answer comes in parts: what is below @defer
# follows when RT has sent it.
query DeferredHistory($id: ID!) {
  ticket(id: $id) {
    id
    subject
    status
    ... @defer(label: "history") {
      history(last: 5) {
        totalCount
        nodes {
          createdAt
          description
        }
      }
    }
  }
}
`,
    variables: { id: 'ticket/1' },
  },
  {
    name: 'TicketLinks',
    summary: 'Links, blockers and the dependency graph',
    query: `# Where a ticket stands among the others.
query TicketLinks($id: ID!) {
  ticket(id: $id) {
    subject
    links {
      type
      uri
      ticket {
        id
        subject
        status
      }
    }
    blockers {
      id
      subject
      status
    }
    dependencyGraph(maxDepth: 3) {
      tickets {
        id
        subject
        status
      }
      dependencies {
        ticket { id }
        dependsOn { id }
      }
      hasCycle
      truncated
    }
  }
}
`,
    variables: { id: 'ticket/1' },
  },
  {
    name: 'WhoAmI',
    summary: 'Your login, your tickets, and the RT behind',
    query: `# Whose rights decide here?
# Sign in (top right) and run it again.
query WhoAmI {
  viewer {
    user {
      name
      realName
      emailAddress
    }
    timeZone
    ownedTickets(first: 5, filter: { status: { active: true } }) {
      totalCount
      nodes {
        id
        subject
        dueAt
      }
    }
  }
  rtServer {
    version
    webUrl
  }
}
`,
  },
  {
    name: 'QueuesAndFields',
    summary: 'Queues, their ticket counts and custom fields',
    query: `# The queues you see, and what tickets carry.
query QueuesAndFields($statuses: [String!]!) {
  queues(first: 5) {
    totalCount
    nodes {
      id
      name
      description
      statusCounts(statuses: $statuses) {
        status
        count
      }
      ticketCustomFields {
        name
        type
        isMultiple
      }
    }
  }
}
`,
    variables: { statuses: ['new', 'open'] },
  },
  {
    name: 'CreateTicket',
    summary: 'Opens a ticket',
    query: `# Writes to RT. outcome tells how it went,
# userErrors what RT refused and why.
mutation CreateTicket($input: CreateTicketInput!) {
  createTicket(input: $input) {
    outcome
    ticket {
      id
      subject
      status
      webUrl
    }
    userErrors { code path message }
  }
}
`,
    variables: {
      input: {
        queue: 'General',
        subject: 'The printer on the second floor is on fire',
        body: { text: 'Smoke, no flames yet.\nPlease bring a bucket.' },
        requestors: ['zoe@example.com'],
        priority: 10,
      },
    },
    // A requestor would get mail.
    unchosen: { input: { queue: 'General', subject: 'A try', priority: 10 } },
  },
  {
    name: 'UpdateTicket',
    summary: 'Changes fields of a ticket',
    query: `# One write for all fields. What RT rejects is in
# userErrors; the rest is applied, and outcome says so.
mutation UpdateTicket($id: ID!, $changes: TicketChangesInput!) {
  updateTicket(input: { id: $id, changes: $changes }) {
    outcome
    ticket {
      id
      subject
      priority
      timeEstimatedMinutes
      updatedAt
    }
    userErrors { code path message }
  }
}
`,
    variables: { id: 'ticket/1', changes: { priority: 80, timeEstimatedMinutes: 30 } },
    unchosen: { id: '' },
  },
  {
    name: 'ReplyWithFile',
    summary: 'A reply with a file; the second operation keeps it among staff',
    query: `# RT mails a reply to the requestors. A comment
# stays among staff. The Run button asks which one.
# The paper clip puts a file of yours in its place.
mutation ReplyWithFile($id: ID!, $body: MessageBodyInput!, $files: [NewAttachmentInput!]!) {
  replyToTicket(input: { id: $id, body: $body, attachments: $files }) {
    outcome
    historyItem { ...Written }
    userErrors { code path message }
  }
}

mutation CommentWithFile($id: ID!, $body: MessageBodyInput!, $files: [NewAttachmentInput!]!) {
  commentOnTicket(input: { id: $id, body: $body, attachments: $files }) {
    outcome
    historyItem { ...Written }
    userErrors { code path message }
  }
}

fragment Written on MessageHistoryItem {
  id
  text
  attachments(filter: { named: true }) {
    filename
    contentType
    size
  }
}
`,
    variables: {
      id: 'ticket/1',
      body: { text: 'The log of last night is attached.' },
      files: [
        {
          filename: 'night.log',
          contentType: 'text/plain',
          content: { text: '03:12 paper jam\n03:14 smoke\n' },
        },
      ],
    },
    unchosen: { id: '' },
  },
  {
    name: 'LinkTickets',
    summary: 'Adds a link; the second operation removes it',
    query: `# Two operations: the Run button asks which one.
mutation LinkTickets($id: ID!, $links: [TicketLinkInput!]!) {
  addTicketLinks(input: { id: $id, links: $links }) {
    outcome
    userErrors { code message }
    ticket {
      links { type uri }
    }
  }
}

mutation UnlinkTickets($id: ID!, $links: [TicketLinkInput!]!) {
  removeTicketLinks(input: { id: $id, links: $links }) {
    outcome
    userErrors { code message }
    ticket {
      links { type uri }
    }
  }
}
`,
    variables: {
      id: 'ticket/1',
      links: [{ type: 'REFERS_TO', target: { uri: 'https://example.com/manual' } }],
    },
    unchosen: { id: '' },
  },
  {
    name: 'WatchTickets',
    summary: 'Tells what changes while it runs',
    query: `# Run it, then run UpdateTicket in another window of the browser,
# or change a ticket in RT. The Stop button ends it.
# To go on later without a gap: the variable after = the last cursor.
subscription WatchTickets($query: TicketSQL, $after: String) {
  ticketsChanged(query: $query, after: $after) {
    kind
    ticket {
      id
      subject
      status
      updatedAt
      owner { name }
    }
    cursor
  }
}
`,
    variables: { query: "Queue = 'General' OR id = 1" },
  },
];
