import {
  type GraphQLArgument,
  type GraphQLNamedOutputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';
import { Choices } from './fuzz-choices.js';
import { fuzzValue } from './fuzz-values.js';

/** A GraphQL request. */
export interface FuzzOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Makes an operation out of a tape of numbers: random selections of random fields with random arguments, as
 * literals and in variables, through fragments and with directives. One in three is wild and breaks rules as well.
 */
export function fuzzOperation(schema: GraphQLSchema, tape: readonly number[]): FuzzOperation {
  return new Operation(schema, new Choices(tape)).write();
}

const deepest = 7;

class Operation {
  readonly #schema: GraphQLSchema;
  readonly #choices: Choices;
  readonly #wildness: number;
  readonly #declared: string[] = [];
  readonly #variables: Record<string, unknown> = {};
  readonly #fragments: string[] = [];
  #names = 0;

  constructor(schema: GraphQLSchema, choices: Choices) {
    this.#schema = schema;
    this.#choices = choices;
    this.#wildness = choices.chance(33) ? 1 + choices.below(15) : 0;
  }

  write(): FuzzOperation {
    const mutation = this.#choices.chance(30);
    const root = mutation ? this.#schema.getMutationType() : this.#schema.getQueryType();
    if (!root) throw new Error('the schema has no root');
    const selection = this.#selection(root, 0);
    const declared = this.#declared.length > 0 ? `(${this.#declared.join(', ')})` : '';
    const operation = `${mutation ? 'mutation' : 'query'} Fuzz${declared} ${selection}`;
    return { query: [operation, ...this.#fragments].join('\n'), variables: this.#variables };
  }

  #wild(): boolean {
    return this.#wildness > 0 && this.#choices.chance(this.#wildness);
  }

  #selection(type: GraphQLNamedOutputType, depth: number): string {
    const parts = Array.from({ length: 1 + this.#choices.below(depth === 0 ? 3 : 5) }, () =>
      this.#part(type, depth),
    );
    return `{ ${parts.join(' ')} }`;
  }

  #part(type: GraphQLNamedOutputType, depth: number): string {
    if (this.#wild()) return this.#choices.pick(['nobodyKnows', '...Missing', '{', 'a: b: c', '…']);
    if (isAbstractType(type) && (isUnionType(type) || this.#choices.chance(40))) {
      const member = this.#choices.pick(this.#schema.getPossibleTypes(type));
      return `... on ${member.name} ${this.#directives()} ${this.#selection(member, depth)}`;
    }
    if (this.#choices.chance(8)) return this.#spread(type, depth);
    if (isUnionType(type) || !('getFields' in type) || this.#choices.chance(4)) return '__typename';
    const fields = Object.values(type.getFields());
    const reachable = depth >= deepest ? fields.filter(isShallow) : fields;
    if (reachable.length === 0) return '__typename';
    const field = this.#choices.pick(reachable);
    const below = getNamedType(field.type);
    // Always an alias of its own: two fields of one name with other arguments would rarely be valid.
    const alias = this.#wild() ? '' : `f${this.#names++}: `;
    const args = this.#arguments(field.args);
    const selection = isLeafType(below) ? '' : this.#selection(below, depth + 1);
    return `${alias}${field.name}${args} ${this.#directives()} ${selection}`;
  }

  #spread(type: GraphQLNamedOutputType, depth: number): string {
    const name = `Part${this.#names++}`;
    const on = this.#wild() ? 'Query' : type.name;
    const selection = this.#wild() ? `{ ...${name} }` : this.#selection(type, depth);
    this.#fragments.push(`fragment ${name} on ${on} ${selection}`);
    return `...${name}`;
  }

  #arguments(args: readonly GraphQLArgument[]): string {
    const given = args.filter(
      (arg) => (isRequiredArgument(arg) || this.#choices.chance(35)) && !this.#wild(),
    );
    const texts = given.map((arg) => {
      const { literal, json } = fuzzValue(arg.type, this.#choices, this.#wildness);
      if (!this.#choices.chance(40)) return `${arg.name}: ${literal}`;
      const name = `v${this.#names++}`;
      if (!this.#wild()) this.#declared.push(`$${name}: ${this.#wild() ? '[Int!]' : arg.type}`);
      if (!this.#wild()) this.#variables[name] = json;
      return `${arg.name}: $${name}`;
    });
    if (this.#wild()) texts.push('nobodyKnows: 1');
    return texts.length > 0 ? `(${texts.join(', ')})` : '';
  }

  #directives(): string {
    if (this.#wild()) return this.#choices.pick(['@nobodyKnows', '@skip', '@include(if: "x")']);
    if (!this.#choices.chance(6)) return '';
    return this.#choices.pick(['@include(if: true)', '@skip(if: false)', '@skip(if: true)']);
  }
}

function isShallow({ type }: ReturnType<GraphQLObjectType['getFields']>[string]): boolean {
  const named = getNamedType(type);
  return isLeafType(named) || (isObjectType(named) && Object.keys(named.getFields()).length < 4);
}
