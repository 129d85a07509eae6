import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { EndpointDefinition } from '../../../transport/contracts/endpoint';
import type { Provider } from '../../../transport/contracts/provider';
import type { ApiRequest } from '../../../transport/http/request';
import { isTool } from '../../../transport/items/idempotency';
import type { EndpointField, Naming } from '../form/api-request/endpoint-fields';
import { endpointFields } from '../form/api-request/endpoint-fields';
import { EXTRA_FIELDS_LABEL } from '../form/api-request/properties';
import type { Target } from '../form/api-request/target';
import { keyOf } from '../form/pickers/endpoints';
import { EXTRA_FIELDS_PARAMETER, hasBody } from '../form/labels/extra-fields';
import { itemContext } from '../input/item-context';
import { optionsIn } from '../input/item-parameters';
import { checkCleared } from '../input/readers/clear';
import { problem } from '../input/readers/origin';
import type { Body } from '../run/body';
import { bodyFrom, inAddress } from '../run/body';
import { formValues } from './form-values';

/** What the form of one item says of its request. */
export interface FormRequest {
	request: Pick<ApiRequest, 'pathValues' | 'query' | 'headers' | 'secrets'>;
	body: Body | (() => Promise<Body>);
	/** Rows that one request asks for, where no page is chosen. */
	pageSize?: number;
	/** The page that is chosen. */
	page?: number;
	/** The fields that choose a page, in words. */
	singlePages?: string;
}

/** Gives the fields of an endpoint, for a path as it was typed. */
export type FieldsOf = (row: EndpointDefinition, path: string) => readonly EndpointField[];

/** The fields of endpoints, made once for each that a run calls. */
export function fieldsOnce(provider: Provider, naming: Naming): FieldsOf {
	const known = new Map<string, readonly EndpointField[]>();
	return (row, path) => {
		const parts = path.match(/\{[^{}]+\}/g) ?? [];
		const key = [keyOf(row), ...parts].join(' ');
		const fields = known.get(key) ?? endpointFields(provider, row, path, naming);
		known.set(key, fields);
		return fields;
	};
}

/** Refuses an update that would change nothing: the service would answer it like one that does. */
function checkChanges(
	{
		row,
		context,
		itemIndex,
	}: { row: EndpointDefinition; context: IExecuteFunctions; itemIndex: number },
	body: IDataObject,
): void {
	const changes = row.operation === 'update' || ['PATCH', 'PUT'].includes(row.method);
	const optional = (row.body ?? []).filter(({ required }) => !required);
	if (!changes || optional.length === 0 || Object.keys(body).length > 0) return;
	throw problem(
		context,
		itemIndex,
		'No field to update is filled in',
		`Fill in at least one field, or give values in "${EXTRA_FIELDS_LABEL}" under "Options".`,
	);
}

/**
 * Reads the form of one item.
 *
 * @throws NodeOperationError for an endpoint without a definition, and for values that cannot be sent or are missing
 */
export function formRequest(
	context: IExecuteFunctions,
	provider: Provider,
	itemIndex: number,
	{ method, path, row }: Target,
	fieldsOf: FieldsOf,
): FormRequest {
	if (!row) {
		throw problem(
			context,
			itemIndex,
			`${provider.name} has no documented endpoint "${method} ${path}"`,
			isTool(context)
				? undefined
				: 'Check the path, or set "Input Mode" to Raw to call an endpoint that has no form.',
		);
	}
	const fields = fieldsOf(row, path);
	const values = formValues({ context, itemIndex, row }, fields);
	const numberOf = (kind: EndpointField['paging']) =>
		[...values].flatMap(([{ paging }, value]) => (paging === kind ? [Number(value)] : []))[0];
	const [page, pageSize] = [numberOf('page'), numberOf('size')];
	// The rows per page of all pages are asked for by what fetches them.
	const isSent = ({ paging }: EndpointField) => paging !== 'size' || page !== undefined;
	const at = (place: 'path' | 'query' | 'body' | 'header'): IDataObject =>
		Object.fromEntries(
			[...values].flatMap(([field, value]) =>
				field.goesTo.has(place) && isSent(field) ? [[field.field.name, value]] : [],
			),
		) as IDataObject;
	const extra =
		optionsIn(context, itemIndex).object(EXTRA_FIELDS_PARAMETER, EXTRA_FIELDS_LABEL) ?? {};
	const inBody = { ...at('body'), ...(hasBody(row) ? extra : {}) };
	const query = { ...at('query'), ...(hasBody(row) ? {} : extra) };
	checkCleared({ context, itemIndex }, { ...inBody, ...query });
	checkChanges({ row, context, itemIndex }, inBody);
	const secrets = [...values].flatMap(([{ field }, value]) =>
		field.secret ? [String(value)] : [],
	);
	const pages = fields.filter(({ paging }) => paging !== undefined).map(({ label }) => label);
	const bodyOf = (): Body | (() => Promise<Body>) => {
		const body = bodyFrom(row, itemContext(context, itemIndex), inBody);
		// A call that takes a list of records, each described by the fields of the body.
		return row.batch && row.batch.key === undefined ? { ...body, body: [inBody] } : body;
	};
	return {
		request: {
			pathValues: at('path'),
			query: inAddress(query),
			headers: at('header'),
			...(secrets.length > 0 ? { secrets } : {}),
		},
		body: hasBody(row) ? bodyOf() : {},
		...(page === undefined ? {} : { page }),
		...(pages.length > 0 ? { singlePages: pages.join(' and ') } : {}),
		...(pageSize === undefined || page !== undefined ? {} : { pageSize }),
	};
}
