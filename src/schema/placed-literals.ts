import { GraphQLError, type GraphQLSchema, isScalarType, isSpecifiedScalarType } from 'graphql';
import { graphqlError } from './errors.js';

/** Makes our scalars' complaints about a value in a document say where in it the value stands. */
export function placeLiterals(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isScalarType(type) || isSpecifiedScalarType(type)) continue;
    const { parseLiteral } = type;
    type.parseLiteral = (node, variables) => {
      try {
        return parseLiteral.call(type, node, variables);
      } catch (error) {
        if (!(error instanceof GraphQLError) || error.nodes) throw error;
        throw graphqlError(error.message, error.extensions, { nodes: [node] });
      }
    };
  }
}
