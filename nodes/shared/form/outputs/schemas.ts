import type { Answers } from '../../../../transport/contracts/answer';
import type { EndpointDefinition, Field } from '../../../../transport/contracts/endpoint';
import type { ServiceForm } from '../service-form';
import { inputsOf, operationForm } from '../operation-inputs';
import { CHECK, connection } from '../connection';
import { rowsIn } from '../operation-choice';
import { canSimplify } from '../properties';
import { connectionShape } from './connection';
import type { Shape } from './shape';
import { joined, shapeAt, shapeOf } from './shape';

/** What the operations of a service's node return. */
export interface ServiceOutputs {
	form: ServiceForm;
	answers: Answers;
	/**
	 * The item, by `resource.operation`, where code makes it: operations of several calls, outcomes of records, rows that are not in one
	 * place of the answer.
	 */
	made?: Readonly<Record<string, Shape>>;
	/** What "Connection: Check" tells of the account, in the notation of answers; absent where the service tells nothing. */
	account?: string;
}

/** An output schema as n8n reads it: the JSON of one item. */
export interface Schema extends Shape {
	type: 'object';
	properties: Readonly<Record<string, Shape>>;
	version: 1;
}

function schemaOf({ properties = {}, ...rest }: Shape): Schema {
	return { ...rest, type: 'object', properties, version: 1 };
}

const check = { resource: connection.value, operation: CHECK };

/** What every file comes with. */
export const FILE = shapeOf('fileName mimeType: string fileSize: integer');

const DELETED = shapeOf('deleted: boolean');

/** The answers of a service as shapes; both throw for an answer, or a place in it, that is not described. */
export function answersOf(answers: Answers): {
	answer(key: string): Shape;
	/** What one of the rows at a dotted path of an answer is. */
	rowsOf(key: string, path: string): Shape;
} {
	const found = (shape: Shape | undefined, name: string): Shape => {
		if (shape === undefined) throw new Error(`There is no answer of ${name}`);
		return shape;
	};
	const answer = (key: string) => {
		const text = answers[key];
		return found(text === undefined ? undefined : shapeOf(text), key);
	};
	return {
		answer,
		rowsOf: (key, path) => found(shapeAt(answer(key), path), `${key} at ${path}`),
	};
}

/** The members of a list are items; a member that is no object is under `value`. */
function asItem(shape: Shape | undefined): Shape | undefined {
	if (shape === undefined || shape.type === 'object') return shape;
	return { type: 'object', properties: { value: shape } };
}

/** One item of a call's answer, before anything is added to it or left out. */
function itemOf(outputs: ServiceOutputs, row: EndpointDefinition): Shape | undefined {
	const key = `${row.resource}.${row.operation}`;
	const made = outputs.made?.[key];
	if (made) return made;
	if (row.operation === 'delete') return DELETED;
	if (row.binary) return FILE;
	if (outputs.answers[key] === undefined) return undefined;
	const answer = answersOf(outputs.answers).answer(key);
	const { afterResponse } = operationForm(outputs.form, row);
	if (row.recordResults ?? row.rows ?? afterResponse) {
		throw new Error(`Code makes the items of ${key}: say which under "made"`);
	}
	if (row.itemsPath !== undefined) return asItem(shapeAt(answer, row.itemsPath));
	return (row.itemPath === undefined ? undefined : shapeAt(answer, row.itemPath)) ?? answer;
}

function fieldShape({ type }: Field): Shape {
	if (type === 'boolean' || type === 'number') return { type };
	return type === 'string' || type === 'options' ? { type: 'string' } : {};
}

/** Keys that an item keeps of what it was asked with: those that stand up front. */
function keptBy(form: ServiceForm, row: EndpointDefinition, item: Shape): Shape {
	const { keptFields = [] } = operationForm(form, row);
	const kept = inputsOf(form, row).filter(
		({ name, collection }) => keptFields.includes(name) && !collection && !item.properties?.[name],
	);
	const properties = Object.fromEntries(kept.map(({ name, field }) => [name, fieldShape(field)]));
	return joined({ type: 'object', properties }, item);
}

/** The members of an item at these dotted paths, named as "Simplify" names them. */
function only(item: Shape, paths: readonly string[]): Shape {
	const properties = [...new Set(paths)].flatMap((path): Array<[string, Shape]> => {
		const at = path
			.split('.')
			.reduce<Shape | undefined>((outer, name) => outer?.properties?.[name], item);
		return at ? [[path.split('.').join('_'), at]] : [];
	});
	return { type: 'object', properties: Object.fromEntries(properties) };
}

/** What is left of an item with "Simplify" on, as a fresh node has it. */
function simplified(form: ServiceForm, row: EndpointDefinition, item: Shape): Shape {
	const special = operationForm(form, row);
	const { keptFields = [], expanded = [] } = special;
	const paths = special.simplify ?? form.resources[row.resource]?.simplify ?? [];
	const offered = paths.length > 0 && canSimplify(row, special);
	return offered ? only(item, [...keptFields, ...paths, ...expanded]) : item;
}

function outputOf(outputs: ServiceOutputs, row: EndpointDefinition): Shape | undefined {
	const item = itemOf(outputs, row);
	if (item === undefined || row.batch || item === DELETED) return item;
	return simplified(outputs.form, row, keptBy(outputs.form, row, item));
}

/** The output schemas of a service's node, by `resource.operation`, for the operations whose items are known. */
export function schemasOf(outputs: ServiceOutputs): Map<string, Schema> {
	const { form, made, account } = outputs;
	const ofRows = rowsIn(form).map((row) => [row, outputOf(outputs, row)] as const);
	const composites = (form.compositeOperations ?? []).map((composite) => {
		const item = made?.[`${composite.resource}.${composite.operation}`];
		return [composite, item && composite.simplify ? only(item, composite.simplify) : item] as const;
	});
	const all = [...ofRows, ...composites, [check, connectionShape(account)] as const];
	return new Map(
		all.flatMap(([{ resource, operation }, shape]): Array<[string, Schema]> => {
			const isKnown = Object.keys(shape?.properties ?? {}).length > 0;
			return shape && isKnown ? [[`${resource}.${operation}`, schemaOf(shape)]] : [];
		}),
	);
}

/** The output schemas of a node for requests alone. What it tells of an account differs from service to service. */
export function requestNodeSchemas(): Map<string, Schema> {
	return new Map([[`${check.resource}.${check.operation}`, schemaOf(connectionShape('...'))]]);
}
