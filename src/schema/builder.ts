import SchemaBuilder from '@pothos/core';
import directives from '@pothos/plugin-directives';
import federation from '@pothos/plugin-federation';
import type { Context } from './context.js';
import { nullOnlyWithError } from './null-only-with-error-plugin.js';
import { standalone } from './standalone-plugin.js';
import type { Upload } from './upload.js';

/** A GraphQL type for every custom scalar: what resolvers give and get. */
type Scalars = {
  ID: { Input: string; Output: string };
  DateTime: { Input: Date; Output: Date };
  LocalDate: { Input: string; Output: string };
  URI: { Input: string; Output: string };
  Base64: { Input: Buffer; Output: Buffer };
  EmailAddress: { Input: string; Output: string };
  TicketSQL: { Input: string; Output: string };
  ByteCount: { Input: number; Output: number };
  Upload: { Input: Upload; Output: never };
};

/** The one builder that every type of the schema is made with. Fields are non-null unless they say when they are null. */
export const builder = new SchemaBuilder<{
  Context: Context;
  Scalars: Scalars;
  DefaultFieldNullability: false;
}>({
  plugins: [standalone, nullOnlyWithError, directives, federation],
  defaultFieldNullability: false,
});
