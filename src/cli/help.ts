/** Says what the command can do. */
export function printSubcommands(): void {
  process.stdout.write(
    `rt-graphql: a GraphQL API for Request Tracker

  rt-graphql [serve]              serve http://127.0.0.1:4000/graphql; without RT_URL, for a built-in sandbox
  rt-graphql schema               print the schema
  rt-graphql schema --subgraph    print it as a subgraph of a federated graph
    --hive                        with --subgraph: keep @oneOf, which Hive composes and Apollo does not
    --semantic-nullability        add @semanticNonNull to fields that are null only if an error occurred
  rt-graphql sandbox              serve the sandbox's REST 1.0 alone, on http://127.0.0.1:4001
    --port N, --host ADDRESS      use another port or address
  rt-graphql doctor               check the connection and the rights in RT, and say how to fix problems
    --json                        print the result as JSON
  rt-graphql --version            print the version

Settings come from the environment: see docs/settings.md.

Exit codes
  0    success
  1    doctor: a problem must be fixed; serve: stopped by an unexpected error
  2    doctor: works, with restrictions
  64   an invalid command or option
  78   an invalid setting, or a port that cannot be opened
`,
  );
}
