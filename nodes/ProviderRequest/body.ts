import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { isRecord } from '../../transport/reply';
import type { ApiRequest } from '../../transport/session';

export type BodyPart = Pick<ApiRequest, 'body' | 'contentType'>;

/** A JSON parameter: text, or what an expression made of it. */
export function jsonParameter(
	context: IExecuteFunctions,
	value: unknown,
	name: string,
	itemIndex: number,
): unknown {
	if (typeof value !== 'string') return value;
	if (value.trim() === '') return undefined;
	try {
		const parsed: unknown = JSON.parse(value);
		return parsed;
	} catch (error) {
		const reason = error instanceof Error ? error.message : 'it cannot be read';
		throw new NodeOperationError(
			context.getNode(),
			`"${name}" is not valid JSON [Item ${itemIndex}]`,
			{
				itemIndex,
				description: `Check quotes, commas and brackets: ${reason}`,
			},
		);
	}
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
	const { parameters, json } = given;
	if (!Array.isArray(parameters) && !Array.isArray(json)) return given;

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
	return { body: JSON.stringify(value), contentType: 'application/json' };
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

async function multipart(context: IExecuteFunctions, itemIndex: number): Promise<BodyPart> {
	const data = new FormData();
	for (const [name, value] of Object.entries(
		namedValues(context, 'bodyParameters', 'Body Fields', itemIndex),
	)) {
		if (name !== 'files') data.append(name, String(value));
	}
	const files = context.getNodeParameter('bodyParameters.files', itemIndex, []);
	for (const file of Array.isArray(files) ? files : []) {
		if (!isRecord(file)) continue;
		const field = String(file.inputDataFieldName);
		const binary = context.helpers.assertBinaryData(itemIndex, field);
		const bytes = await context.helpers.getBinaryDataBuffer(itemIndex, field);
		const blob = new Blob([new Uint8Array(bytes)], { type: binary.mimeType });
		data.append(String(file.name), blob, binary.fileName ?? field);
	}
	return { body: data };
}

/** The body of one item's request, as the "Body" parameter says. */
export async function bodyOf(context: IExecuteFunctions, itemIndex: number): Promise<BodyPart> {
	switch (context.getNodeParameter('contentType', itemIndex, 'none')) {
		case 'json':
			return json(context, itemIndex);
		case 'graphql':
			return graphql(context, itemIndex);
		case 'form':
			return form(context, itemIndex);
		case 'multipart':
			return await multipart(context, itemIndex);
		case 'raw':
			return {
				body: String(context.getNodeParameter('rawBody', itemIndex, '')),
				contentType: String(context.getNodeParameter('rawContentType', itemIndex, 'text/plain')),
			};
		default:
			return {};
	}
}
