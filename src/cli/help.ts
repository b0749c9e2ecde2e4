/** Says what the command can do. */
export function printSubcommands(): void {
  process.stdout.write(
    `rt-graphql: a GraphQL API for Request Tracker

  rt-graphql [serve]              serve http://127.0.0.1:4000/graphql; without RT_URL on a built-in sandbox
  rt-graphql schema               print the schema
  rt-graphql schema --subgraph    print it as a part of a federated graph
    --hive                        with --subgraph: keep @oneOf, which Hive composes and Apollo does not
    --semantic-nullability        add @semanticNonNull where null only ever comes with an error
  rt-graphql sandbox [--port N]   serve the sandbox's REST 1.0 alone, on http://127.0.0.1:4001
  rt-graphql doctor               can RT be reached, as whom, in which time zone, with which rights?
  rt-graphql --version            print the version

Settings come from the environment: see the README.
`,
  );
}
