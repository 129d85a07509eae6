/**
 * What a service answers to a call that succeeds, by `resource.operation`, as far as a source says so. Only the build reads it, for
 * the output schemas; what runs in n8n never loads it.
 *
 * Keys stand before their type, several of one type together:
 *
 *     id name: string
 *     created_at: date-time
 *     customer: { id: integer city: string }
 *     lines: { sku: string quantity: integer }[]
 *     stock: <integer[]>
 *
 * - Types: `string`, `integer`, `number`, `boolean`, `null`; texts of a known form: `date`, `date-time`, `email`, `uri`, `uuid`;
 *   `object` for any keys, `any` for any value.
 * - `<...>`: the keys are data, all values are of this type. `...` among the keys of an object: there may be others.
 * - An answer is an object of these keys, or one type, such as `{ id: integer }[]`.
 * - A key can be absent and any value `null`: sources seldom say where.
 */
export type Answers = Readonly<Record<string, string>>;
