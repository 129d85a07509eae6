import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { isRecord } from '../../../transport/core/json';
import type { ApiRequest } from '../../../transport/http/request';
import { checkCleared } from '../input/readers/clear';
import { readJson } from '../input/readers/json';
import { problem, read } from '../input/readers/origin';
import { isBlank, readId, readText } from '../input/readers/text';
import { parametersOf } from '../input/item-parameters';
import { namedValues } from './named-values';

const KINDS = ['form', 'GraphQL', 'JSON', 'multipart', 'none', 'raw'].map((label) => ({
	value: label.toLowerCase(),
	label,
}));

export type BodyPart = Pick<ApiRequest, 'body' | 'contentType'>;

/** A value of a form as the texts that go out under its name. */
function entriesOf(value: IDataObject[string]): string[] {
	return [value].flat().flatMap((entry) => (isBlank(entry) ? [''] : [readText(entry)]));
}

function graphql(context: IExecuteFunctions, itemIndex: number): BodyPart {
	const parameters = parametersOf(context, itemIndex);
	const query = parameters.text('graphqlQuery', 'Query');
	const variables = parameters.object('graphqlVariables', 'Variables') ?? {};
	const operationName = parameters.optionalId('graphqlOperationName', 'Operation Name');
	return {
		body: { query, variables, ...(operationName === undefined ? {} : { operationName }) },
		contentType: 'application/json',
	};
}

function json(context: IExecuteFunctions, itemIndex: number): BodyPart {
	const given: unknown = context.getNodeParameter('body', itemIndex, '{}');
	const value = read({ context, itemIndex, label: 'Body' }, () => readJson(given)) ?? {};
	const object = isRecord(value) || Array.isArray(value);
	if (object) checkCleared({ context, itemIndex }, value);
	return { body: object ? value : JSON.stringify(value), contentType: 'application/json' };
}

function form(context: IExecuteFunctions, itemIndex: number): BodyPart {
	const params = new URLSearchParams();
	const files = context.getNodeParameter('bodyParameters.files', itemIndex, []);
	if (Array.isArray(files) && files.length > 0) {
		throw problem(
			context,
			itemIndex,
			'A form body cannot carry files',
			'Set "Body Content Type" to Multipart, or remove the files.',
		);
	}
	for (const [name, value] of Object.entries(
		namedValues(context, 'bodyParameters', 'Body Fields', itemIndex),
	)) {
		for (const entry of entriesOf(value)) params.append(name, entry);
	}
	return { body: params.toString(), contentType: 'application/x-www-form-urlencoded' };
}

/** Checks that the files are there; their bytes are read only when the request is sent. */
function multipart(context: IExecuteFunctions, itemIndex: number): () => Promise<BodyPart> {
	const values = namedValues(context, 'bodyParameters', 'Body Fields', itemIndex);
	const given = context.getNodeParameter('bodyParameters.files', itemIndex, []);
	const origin = { context, itemIndex, label: 'File' };
	const files = (Array.isArray(given) ? given : []).filter(isRecord).map((file) => {
		const field = read(origin, () => readId(file.inputDataFieldName));
		return {
			name: read(origin, () => readId(file.name)),
			field,
			binary: context.helpers.assertBinaryData(itemIndex, field),
		};
	});
	return async () => {
		const body = new FormData();
		for (const [name, value] of Object.entries(values)) {
			for (const entry of entriesOf(value)) body.append(name, entry);
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
	const parameters = parametersOf(context, itemIndex);
	const kind = parameters.has('contentType')
		? parameters.choice('contentType', 'Body Content Type', KINDS)
		: 'none';
	switch (kind) {
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
				body: parameters.optionalText('rawBody', 'Body') ?? '',
				contentType: parameters.optionalId('rawContentType', 'Content Type') ?? 'text/plain',
			};
		default:
			return {};
	}
}
