import type {
	ICredentialType,
	IDisplayOptions,
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

/** What a saved workflow or credential can hold of one type: its parameters, and where each is shown. */
export interface Form {
	/** `resource.operation`, or nothing for a node without operations. */
	operations: string[];
	/**
	 * The operations with each parameter, by path, type, default and choices: `lines.line.unit | options | "KG" | KG, LB`. An entry
	 * `*` stands for all of them.
	 */
	parameters: Record<string, string[]>;
}

const BETWEEN = ' | ';

/** The version of the nodes that 0.1.0 saved. */
const SAVED_VERSION = 1;

/** These depend on other values of a node, which a saved one may have. */
const DECIDES = ['resource', 'operation', '@version'];

/** Their values are the operations. */
const CHOSEN = ['resource', 'operation'];

/** They hold nothing. */
const WITHOUT_VALUE = ['notice', 'callout'];

/** The form of a node, as its nodes of version 1 have it. */
export function formOfNode(description: INodeTypeDescription): Form {
	const { properties } = description;
	const shown = (property: INodeProperties, chosen: INodeParameters) =>
		NodeHelpers.displayParameter(
			chosen,
			{ ...property, displayOptions: decidedBy(property.displayOptions) },
			{ typeVersion: SAVED_VERSION },
			description,
		);
	const choices = (name: string, chosen: INodeParameters) =>
		properties
			.filter((property) => property.name === name && shown(property, chosen))
			.flatMap((property) => valuesOf(property));
	const operations = choices('resource', {}).flatMap((resource) =>
		choices('operation', { resource }).map((operation) => ({ resource, operation })),
	);
	const places: INodeParameters[] = operations.length > 0 ? operations : [{}];
	const found = new Map<string, string[]>();
	for (const chosen of places) {
		const name = operations.length > 0 ? `${chosen.resource}.${chosen.operation}` : '';
		const here = properties.filter((property) => shown(property, chosen));
		const texts = new Set(here.flatMap((property) => textsOf(property, '', true)));
		for (const text of texts) found.set(text, [...(found.get(text) ?? []), name]);
	}
	return {
		operations: operations.map(({ resource, operation }) => `${resource}.${operation}`),
		parameters: Object.fromEntries(
			[...found].map(([text, where]) => [text, where.length === places.length ? ['*'] : where]),
		),
	};
}

/** The form of a credential type. */
export function formOfCredential({ properties }: ICredentialType): Form {
	const texts = properties.flatMap((property) => textsOf(property, '', true));
	return { operations: [], parameters: Object.fromEntries(texts.map((text) => [text, ['*']])) };
}

/** What workflows saved with `before` can hold that `after` does not have, or reads in another way; a line each. */
export function differences(before: Form, after: Form): string[] {
	const now = rowsOf(after);
	const found = new Map<string, string[]>();
	const note = (words: string, operation: string) =>
		found.set(words, [...(found.get(words) ?? []), operation]);
	for (const operation of before.operations) {
		if (!after.operations.includes(operation)) note('operation is gone', operation);
	}
	const start = before.operations.length > 0 ? '' : startOf(now);
	for (const row of rowsOf(before)) {
		const { path } = row;
		const operation = row.operation || start;
		const isThere = operation === '' || after.operations.includes(operation);
		if (CHOSEN.includes(path) || !isThere) continue;
		const same = now.filter((other) => other.operation === operation && other.path === path);
		for (const words of changes(row, same)) note(`${path}: ${words}`, operation);
	}
	return [...found].map(([words, where]) => {
		const operations = [...new Set(where)].filter((name) => name !== '').sort();
		return operations.length > 0 ? `${words} (${operations.join(', ')})` : words;
	});
}

/** The operation of a node that was saved before it had any. */
function startOf(rows: readonly Row[]): string {
	const initial = (name: string) => rows.find(({ path }) => path === name)?.initial;
	const [resource, operation] = [initial('resource'), initial('operation')];
	if (resource === undefined || operation === undefined) return '';
	return `${JSON.parse(resource)}.${JSON.parse(operation)}`;
}

interface Row {
	operation: string;
	path: string;
	type: string;
	initial: string;
	choices: string[];
}

function rowsOf({ operations, parameters }: Form): Row[] {
	return Object.entries(parameters).flatMap(([text, where]) => {
		const [path = '', type = '', initial = '', chosen = ''] = text.split(BETWEEN);
		const all = operations.length > 0 ? operations : [''];
		const choices = chosen === '' ? [] : chosen.split(', ');
		const named = where.includes('*') ? all : where;
		return named.map((operation) => ({ operation, path, type, initial, choices }));
	});
}

/** A parameter may be there several times, for different values of others. */
function changes(row: Row, same: readonly Row[]): string[] {
	if (same.length === 0) return ['is gone'];
	const types = same.map(({ type }) => type);
	const initials = same.map(({ initial }) => initial);
	const choices = same.flatMap((other) => other.choices);
	const lost = row.choices.filter((choice) => !choices.includes(choice));
	return [
		...(types.includes(row.type) ? [] : [`${row.type} became ${types.join(', ')}`]),
		...(initials.includes(row.initial)
			? []
			: [`starts with ${initials.join(', ')} instead of ${row.initial}`]),
		...(lost.length > 0 && choices.length > 0 ? [`no longer offers ${lost.join(', ')}`] : []),
	];
}

function decidedBy(options: IDisplayOptions | undefined): IDisplayOptions {
	const of = (rules: IDisplayOptions['show']) => {
		const kept = Object.entries(rules ?? {}).filter(([name]) => DECIDES.includes(name));
		return kept.length > 0 ? Object.fromEntries(kept) : undefined;
	};
	const [show, hide] = [of(options?.show), of(options?.hide)];
	return { ...(show && { show }), ...(hide && { hide }) };
}

/**
 * @param isDefaulted n8n's editor leaves out of what it saves all that equals its default, except in a collection, where a person has
 *   added it
 */
function textsOf(property: INodeProperties, above: string, isDefaulted: boolean): string[] {
	const { name, type, modes = [] } = property;
	if (WITHOUT_VALUE.includes(type)) return [];
	const path = `${above}${name}`;
	const values = valuesOf(property);
	const chosen = [...values, ...modes.map((mode) => mode.name)];
	const initial = isDefaulted ? JSON.stringify(property.default) : '';
	const text = [path, type, initial, chosen.join(', ')].join(BETWEEN);
	return [text, ...below(property, `${path}.`)];
}

function below({ type, options = [] }: INodeProperties, above: string): string[] {
	if (type === 'collection') {
		return options.filter(isProperty).flatMap((option) => textsOf(option, above, false));
	}
	if (type !== 'fixedCollection') return [];
	return options
		.filter(isGroup)
		.flatMap(({ name, values }) =>
			values.flatMap((value) => textsOf(value, `${above}${name}.`, true)),
		);
}

function valuesOf({ type, options = [] }: INodeProperties): string[] {
	if (type !== 'options' && type !== 'multiOptions') return [];
	return options.flatMap((option) => ('value' in option ? [String(option.value)] : []));
}

function isProperty(option: object): option is INodeProperties {
	return 'type' in option;
}

function isGroup(option: object): option is INodePropertyCollection {
	return 'values' in option;
}
