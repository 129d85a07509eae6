import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../transport/core/json';

/** Reads the whole schema; references are followed as deep as lists of required lists go. */
export const INTROSPECTION = `query IntrospectionQuery {
	__schema {
		queryType { name }
		mutationType { name }
		subscriptionType { name }
		types {
			kind
			name
			description
			fields(includeDeprecated: true) {
				name
				description
				isDeprecated
				args { ...Value }
				type { ...Reference }
			}
			inputFields { ...Value }
			interfaces { name }
			enumValues(includeDeprecated: true) { name description isDeprecated }
			possibleTypes { name }
		}
	}
}
fragment Value on __InputValue { name description defaultValue type { ...Reference } }
fragment Reference on __Type {
	kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } }
}`;

const SCALARS = new Set(['Boolean', 'Float', 'ID', 'Int', 'String']);

export interface SchemaValue {
	name: string;
	type: string;
	description?: string;
	defaultValue?: string;
}

export interface SchemaField extends SchemaValue {
	arguments: SchemaValue[];
	deprecated?: true;
}

export interface SchemaType {
	name: string;
	/** GraphQL's own word: OBJECT, INPUT_OBJECT, ENUM, INTERFACE, UNION, SCALAR. */
	kind: string;
	description?: string;
	/** Where queries, mutations or subscriptions begin. */
	root?: 'query' | 'mutation' | 'subscription';
	fields: SchemaField[];
	/** Values of an ENUM. */
	values: string[];
	interfaces: string[];
	/** Members of a UNION, types behind an INTERFACE. */
	possibleTypes: string[];
}

function list(value: unknown): IDataObject[] {
	return Array.isArray(value) ? value.filter(isRecord) : [];
}

function names(value: unknown): string[] {
	return list(value).map(({ name }) => String(name));
}

/** A reference as GraphQL writes it: `[Event!]!`. */
function reference(type: unknown): string {
	if (!isRecord(type)) return '?';
	if (type.kind === 'NON_NULL') return `${reference(type.ofType)}!`;
	if (type.kind === 'LIST') return `[${reference(type.ofType)}]`;
	return String(type.name);
}

function described(value: IDataObject): { description?: string } {
	return typeof value.description === 'string' && value.description !== ''
		? { description: value.description }
		: {};
}

function valueOf(value: IDataObject): SchemaValue {
	return {
		name: String(value.name),
		type: reference(value.type),
		...described(value),
		...(typeof value.defaultValue === 'string' ? { defaultValue: value.defaultValue } : {}),
	};
}

function fieldOf(field: IDataObject): SchemaField {
	return {
		...valueOf(field),
		arguments: list(field.args).map(valueOf),
		...(field.isDeprecated === true ? { deprecated: true } : {}),
	};
}

/** The types of an introspection's `data`, without GraphQL's own ones. */
export function typesOf(data: IDataObject): SchemaType[] {
	const schema = isRecord(data.__schema) ? data.__schema : {};
	const rootOf = (name: string): SchemaType['root'] =>
		(['query', 'mutation', 'subscription'] as const).find((kind) => {
			const type = schema[`${kind}Type`];
			return isRecord(type) && type.name === name;
		});
	return list(schema.types).flatMap((type) => {
		const name = String(type.name);
		if (name.startsWith('__') || SCALARS.has(name)) return [];
		const root = rootOf(name);
		return [
			{
				name,
				kind: String(type.kind),
				...described(type),
				...(root ? { root } : {}),
				fields: [...list(type.fields), ...list(type.inputFields)].map(fieldOf),
				values: names(type.enumValues),
				interfaces: names(type.interfaces),
				possibleTypes: names(type.possibleTypes),
			},
		];
	});
}

function comment(indent: string, text: string | undefined): string {
	return text === undefined ? '' : `${indent}${JSON.stringify(text)}\n`;
}

function valueText({ name, type, defaultValue }: SchemaValue): string {
	return `${name}: ${type}${defaultValue === undefined ? '' : ` = ${defaultValue}`}`;
}

function fieldText(field: SchemaField): string {
	const { name, type, defaultValue, description, deprecated } = field;
	const given = field.arguments.map(valueText).join(', ');
	const text = valueText({
		name: given === '' ? name : `${name}(${given})`,
		type,
		...(defaultValue === undefined ? {} : { defaultValue }),
	});
	return `${comment('  ', description)}  ${text}${deprecated ? ' @deprecated' : ''}`;
}

const KEYWORDS: Readonly<Record<string, string>> = {
	OBJECT: 'type',
	INTERFACE: 'interface',
	INPUT_OBJECT: 'input',
};

function typeText(type: SchemaType): string {
	const { name, kind, interfaces } = type;
	const behind = interfaces.length > 0 ? ` implements ${interfaces.join(' & ')}` : '';
	const about = comment('', type.description);
	switch (kind) {
		case 'SCALAR':
			return `${about}scalar ${name}`;
		case 'ENUM':
			return `${about}enum ${name} {\n${type.values.map((value) => `  ${value}`).join('\n')}\n}`;
		case 'UNION':
			return `${about}union ${name} = ${type.possibleTypes.join(' | ')}`;
		default:
			return `${about}${KEYWORDS[kind] ?? 'type'} ${name}${behind} {\n${type.fields.map(fieldText).join('\n')}\n}`;
	}
}

/** The types in GraphQL's schema language. */
export function schemaText(types: readonly SchemaType[]): string {
	return types.map(typeText).join('\n\n');
}
