import SchemaBuilder, {
  BasePlugin,
  type PothosOutputFieldConfig,
  type PothosTypeConfig,
  type SchemaTypes,
} from '@pothos/core';

/** Query fields that a subgraph cannot have: two subgraphs that both answer for any object do not compose. */
const standaloneOnly = new Set(['node', 'nodes']);

declare global {
  // Pothos is extended by adding to this namespace.
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      standalone: StandalonePlugin<Types>;
    }

    export interface BuildSchemaOptions<Types extends SchemaTypes> {
      /** Leaves out what only a schema of its own can have. */
      asSubgraph?: boolean;
    }
  }
}

/**
 * Leaves out of the subgraph what federation's tools do not take: Query.node, Query.nodes, and `@oneOf`, which
 * the SDL then lacks and `buildSubgraph` puts back into force.
 */
export class StandalonePlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(
    field: PothosOutputFieldConfig<Types>,
  ): PothosOutputFieldConfig<Types> | null {
    const dropped =
      this.options.asSubgraph && field.parentType === 'Query' && standaloneOnly.has(field.name);
    return dropped ? null : field;
  }

  override onTypeConfig(config: PothosTypeConfig): PothosTypeConfig {
    const isOneOf = config.kind === 'InputObject' && config.isOneOf;
    return this.options.asSubgraph && isOneOf ? { ...config, isOneOf: false } : config;
  }
}

const standalone = 'standalone';
SchemaBuilder.registerPlugin(standalone, StandalonePlugin);

export { standalone };
