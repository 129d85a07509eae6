import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { ApiClient } from '../../../transport/client/api-client';
import type { EndpointDefinition } from '../../../transport/contracts/endpoint';
import type { ApiRequest } from '../../../transport/http/request';
import { FIRST_CHUNK, idempotencyKey, isTool } from '../../../transport/items/idempotency';
import { call, pagingOf, requestOf } from '../../../transport/pagination/endpoint-call';
import type { EndpointCall, CallItem } from '../../../transport/pagination/endpoint-call';
import type { Body } from './body';
import { bodyFrom, inAddress } from './body';
import { findersOf } from '../form/pickers/lookup-hints';
import type { OperationForm, ServiceForm } from '../form/service-form';
import { EXTRA_FIELDS_PARAMETER, extraFieldsLabel, hasBody } from '../form/labels/extra-fields';
import type { Destination, Input } from '../form/operation-inputs';
import { inputsOf, operationForm, partsOf } from '../form/operation-inputs';
import { filledIn, withStandIns } from './path-fallbacks';
import type { ItemContext } from '../input/item-context';
import { itemContext } from '../input/item-context';
import { withLines } from './values/lines';
import { labelOf } from '../form/labels/names';
import { optionsIn } from '../input/item-parameters';
import { withNestedObject } from './values/nested-objects';
import { outputFieldOf, rowsWanted, withinLimit } from './results';
import type { Shortener } from './simplify';
import { shortenerOf } from './simplify';
import type { RequestLimits } from '../input/request-limits';
import { requestLimitsIn } from '../input/request-limits';
import { itemValues } from './values/item-values';
import { checkCleared } from '../input/readers/clear';
import { isBlank } from '../input/readers/text';
import type { Missing } from '../input/readers/origin';
import { checkMissing } from '../input/readers/origin';

/** What an operation's options say about a call. */
interface CallOptions {
	extraFields: IDataObject;
	ownKey?: string;
	limits: RequestLimits;
	binaryField: string;
}

/** One operation of a service's node, the same for all items of a run. */
export class Operation {
	readonly inputs: Input[];

	readonly special: OperationForm;

	private readonly labels: Map<string, string>;

	private readonly finders: ReadonlyMap<string, string>;

	constructor(
		readonly context: IExecuteFunctions,
		readonly form: ServiceForm,
		readonly client: ApiClient,
		readonly row: EndpointDefinition,
	) {
		this.inputs = inputsOf(form, row);
		this.special = operationForm(form, row);
		this.labels = new Map(this.inputs.map((input) => [input.name, labelOf(form, row, input)]));
		this.finders = isTool(context) ? findersOf(form, row) : new Map();
	}

	/** What a field is called on screen, by wire name. */
	labelOf(name: string): string {
		return this.labels.get(name) ?? name;
	}

	/** An item as the code of the operation sees it. */
	item(itemIndex: number): ItemContext {
		return itemContext(this.context, itemIndex, this.special.properties);
	}

	/** The values of an item's fields by wire name, checked and written as the service wants them. */
	values(itemIndex: number, only: (input: Input) => boolean = () => true): IDataObject {
		const inputs = this.inputs.filter(only);
		const item = this.item(itemIndex);
		const { lines, objects = [], missingFields, shape } = this.special;
		const { form, labels, finders } = this;
		const missing: Missing[] = [];
		const given = itemValues(item, form, inputs, labels, missing, finders);
		const isAsked = ({ key }: { key: string }) => inputs.some(({ name }) => name === key);
		const lined = lines && isAsked(lines) ? withLines(lines, item, given) : given;
		const values = objects
			.filter(isAsked)
			.reduce((all, one) => withNestedObject(one)(item, all), lined);
		const lacking = missingFields?.(item, values).map((label) => ({ label })) ?? [];
		checkMissing(item, [...missing, ...lacking]);
		const shaped = shape?.(item, values) ?? values;
		checkCleared(item, shaped);
		return shaped;
	}

	options(itemIndex: number): CallOptions {
		const options = optionsIn(this.context, itemIndex);
		const ownKey = options.optionalId('idempotencyKey', 'Idempotency Key');
		const extraFields = options.object(EXTRA_FIELDS_PARAMETER, extraFieldsLabel(this.row)) ?? {};
		checkCleared({ context: this.context, itemIndex }, extraFields);
		return {
			extraFields,
			...(ownKey === undefined ? {} : { ownKey }),
			limits: requestLimitsIn(options),
			binaryField: outputFieldOf(this.context, itemIndex),
		};
	}

	limit(itemIndex: number): number {
		return this.row.itemsPath === undefined ? Infinity : rowsWanted(this.context, itemIndex);
	}

	/** The rows of a list that are shown. */
	withinLimit(itemIndex: number, items: CallItem[], values: IDataObject): CallItem[] {
		if (this.row.itemsPath === undefined) return items;
		const filters = this.inputs
			.filter(({ name, field, goesTo }) => name in values && !field.secret && !goesTo.has('path'))
			.map(({ name }) => [this.labelOf(name), values[name]] as const);
		return withinLimit(this.context, itemIndex, items, { filters });
	}

	/** What goes into path and query. */
	request(
		itemIndex: number,
		values: IDataObject,
		{ extraFields, limits }: CallOptions,
	): ApiRequest {
		const { method, path } = this.row;
		return {
			method,
			path,
			pathValues: this.valuesFor('path', values),
			query: {
				...inAddress(this.valuesFor('query', values)),
				...(hasBody(this.row) ? {} : extraFields),
			},
			...(this.row.headers ? { headers: this.valuesFor('header', values) } : {}),
			itemIndex,
			...limits,
		};
	}

	/** The values that go to one place of the request. */
	valuesFor(place: Destination, values: IDataObject): IDataObject {
		return Object.fromEntries(
			this.inputs.flatMap(({ name, goesTo }) =>
				goesTo.has(place) && name in values ? [[name, values[name]]] : [],
			),
		);
	}

	body(
		itemIndex: number,
		values: IDataObject,
		{ extraFields }: CallOptions,
	): Body | (() => Promise<Body>) {
		if (!hasBody(this.row)) return {};
		return bodyFrom(this.row, this.item(itemIndex), {
			...this.valuesFor('body', values),
			...extraFields,
		});
	}

	/** Refuses a request that cannot be sent; path parts that the service itself will name count as filled. */
	check(request: ApiRequest): void {
		const whole = withStandIns(this.form.provider, request);
		this.client.check(requestOf({ request: whole, row: this.row }));
	}

	/** Sends a request and gives its answer as items. `chunk`: which of the calls that one run splits its records into. */
	async send(
		planned: ApiRequest,
		limit: number,
		ownKey?: string,
		chunk = FIRST_CHUNK,
	): Promise<CallItem[]> {
		const { row, form, client: session, context } = this;
		const request = await filledIn(form.provider, this.client, planned);
		const itemIndex = request.itemIndex ?? 0;
		const key =
			ownKey === undefined
				? idempotencyKey(context, { itemIndex, chunk, request })
				: chunk === FIRST_CHUNK
					? ownKey
					: `${ownKey}-${chunk}`;
		return await call(session, form.provider, {
			...asked(row, limit),
			request: row.idempotencyKey ? { ...request, idempotencyKey: key } : request,
			paginate: pagingOf(form.provider, row) !== undefined,
		});
	}

	/** Calls the row with values that are written as the service wants them. */
	async callWith(
		itemIndex: number,
		values: IDataObject,
		limit: number,
		limits: RequestLimits,
	): Promise<CallItem[]> {
		const { row } = this;
		const known = new Set([
			...partsOf(row.path),
			...[...(row.query ?? []), ...(row.body ?? []), ...(row.headers ?? [])].map(
				({ name }) => name,
			),
		]);
		const unknown = Object.keys(values).filter((name) => !known.has(name));
		if (unknown.length > 0) {
			throw new Error(`${row.resource}.${row.operation} has no ${unknown.join(', ')}`);
		}
		const options: CallOptions = { extraFields: {}, limits, binaryField: 'data' };
		const request = this.request(itemIndex, values, options);
		const body = this.body(itemIndex, values, options);
		const part = typeof body === 'function' ? await body() : body;
		return await this.send({ ...request, ...part }, limit);
	}

	/** What is left of the answer's items: the chosen fields of wide rows, a plain word after a deletion. */
	shortener(itemIndex: number): Shortener {
		if (this.row.operation === 'delete') {
			return (items) =>
				items.map((item) => (item.failure === undefined ? { json: { deleted: true } } : item));
		}
		const { keptFields = [], expanded = [], simplify } = this.special;
		const paths = simplify ?? this.form.resources[this.row.resource]?.simplify ?? [];
		const kept = paths.length > 0 ? [...new Set([...keptFields, ...paths, ...expanded])] : [];
		return shortenerOf(this.context, itemIndex, kept);
	}

	/** Items with the values that they were asked with, as far as they lack them. */
	withKept(values: IDataObject, items: CallItem[]): CallItem[] {
		const kept = (this.special.keptFields ?? []).flatMap((name) =>
			isBlank(values[name]) ? [] : [[name, values[name]] as const],
		);
		if (kept.length === 0) return items;
		return items.map((item) => {
			const lacking = kept.filter(([name]) => isBlank(item.json[name]));
			const added = Object.fromEntries(lacking);
			return { ...item, json: { ...added, ...item.json, ...added } };
		});
	}
}

function asked(row: EndpointDefinition, limit: number): Omit<EndpointCall, 'request' | 'paginate'> {
	return { row, limit, split: true, response: 'auto', full: false };
}
