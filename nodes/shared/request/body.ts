import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { isRecord } from '../../../transport/reply';
import type { ApiRequest } from '../../../transport/request';
import { jsonParameter } from '../json';

export type BodyPart = Pick<ApiRequest, 'body' | 'contentType'>;

/** What n8n's form makes of a collection: groups with lists of entries. An expression may give the plain object instead. */
function isCollection(value: IDataObject): boolean {
	const groups = ['parameters', 'json', 'files'];
	return Object.entries(value).every(
		([key, group]) => groups.includes(key) && Array.isArray(group),
	);
}

/**
 * Values by name from a collection of fields and JSON objects, or from an expression that gives the object itself. Values by
 * JSON come after the fields and win.
 */
export function namedValues(
	context: IExecuteFunctions,
	parameter: string,
	displayName: string,
	itemIndex: number,
): IDataObject {
	const given = jsonParameter(
		context,
		context.getNodeParameter(parameter, itemIndex, {}),
		displayName,
		itemIndex,
	);
	if (!isRecord(given)) return {};
	if (!isCollection(given)) return given;
	const { parameters, json } = given;

	const values: IDataObject = {};
	for (const field of Array.isArray(parameters) ? parameters : []) {
		if (!isRecord(field) || typeof field.name !== 'string' || field.name === '') continue;
		const before = values[field.name];
		values[field.name] =
			before === undefined
				? field.value
				: [before, field.value].flat().map((value) => String(value));
	}
	for (const entry of Array.isArray(json) ? json : []) {
		const object = isRecord(entry)
			? jsonParameter(context, entry.json, displayName, itemIndex)
			: undefined;
		if (object === undefined) continue;
		if (!isRecord(object)) {
			throw new NodeOperationError(
				context.getNode(),
				`"${displayName}" needs a JSON object [Item ${itemIndex}]`,
				{ itemIndex, description: 'Write it as {"name": "value"}.' },
			);
		}
		Object.assign(values, object);
	}
	return values;
}

function graphql(context: IExecuteFunctions, itemIndex: number): BodyPart {
	const query = String(context.getNodeParameter('graphqlQuery', itemIndex, ''));
	if (query.trim() === '') {
		throw new NodeOperationError(context.getNode(), `"Query" is empty [Item ${itemIndex}]`, {
			itemIndex,
			description: 'Enter a GraphQL document such as query { __typename }.',
		});
	}
	const given = context.getNodeParameter('graphqlVariables', itemIndex, '{}');
	const variables = jsonParameter(context, given, 'Variables', itemIndex) ?? {};
	if (!isRecord(variables)) {
		throw new NodeOperationError(
			context.getNode(),
			`"Variables" needs a JSON object [Item ${itemIndex}]`,
			{ itemIndex },
		);
	}
	const operationName = String(context.getNodeParameter('graphqlOperationName', itemIndex, ''));
	return {
		body: { query, variables, ...(operationName === '' ? {} : { operationName }) },
		contentType: 'application/json',
	};
}

function json(context: IExecuteFunctions, itemIndex: number): BodyPart {
	const given = context.getNodeParameter('body', itemIndex, '{}');
	const value = jsonParameter(context, given, 'Body', itemIndex) ?? {};
	const object = isRecord(value) || Array.isArray(value);
	return { body: object ? value : JSON.stringify(value), contentType: 'application/json' };
}

function form(context: IExecuteFunctions, itemIndex: number): BodyPart {
	const params = new URLSearchParams();
	for (const [name, value] of Object.entries(
		namedValues(context, 'bodyParameters', 'Body Fields', itemIndex),
	)) {
		for (const item of Array.isArray(value) ? value : [value]) params.append(name, String(item));
	}
	return { body: params.toString(), contentType: 'application/x-www-form-urlencoded' };
}

/** Checks that the files are there; their bytes are read only when the request is sent. */
function multipart(context: IExecuteFunctions, itemIndex: number): () => Promise<BodyPart> {
	const values = namedValues(context, 'bodyParameters', 'Body Fields', itemIndex);
	const given = context.getNodeParameter('bodyParameters.files', itemIndex, []);
	const files = (Array.isArray(given) ? given : []).filter(isRecord).map((file) => {
		const field = String(file.inputDataFieldName);
		return {
			name: String(file.name),
			field,
			binary: context.helpers.assertBinaryData(itemIndex, field),
		};
	});
	return async () => {
		const body = new FormData();
		for (const [name, value] of Object.entries(values)) {
			for (const item of [value].flat()) body.append(name, String(item));
		}
		for (const { name, field, binary } of files) {
			const bytes = await context.helpers.getBinaryDataBuffer(itemIndex, field);
			const blob = new Blob([new Uint8Array(bytes)], { type: binary.mimeType });
			body.append(name, blob, binary.fileName ?? field);
		}
		return { body };
	};
}

/** The body of one item's request, as the "Body" parameter says: at once, or to be read when it is sent. */
export function bodyOf(
	context: IExecuteFunctions,
	itemIndex: number,
): BodyPart | (() => Promise<BodyPart>) {
	switch (context.getNodeParameter('contentType', itemIndex, 'none')) {
		case 'json':
			return json(context, itemIndex);
		case 'graphql':
			return graphql(context, itemIndex);
		case 'form':
			return form(context, itemIndex);
		case 'multipart':
			return multipart(context, itemIndex);
		case 'raw':
			return {
				body: String(context.getNodeParameter('rawBody', itemIndex, '')),
				contentType: String(context.getNodeParameter('rawContentType', itemIndex, 'text/plain')),
			};
		default:
			return {};
	}
}
