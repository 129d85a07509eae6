import type {
	ILoadOptionsFunctions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';

import type { Provider } from '../../../../transport/contracts/provider';
import { located } from '../../input/expression';
import { isRecord } from '../../../../transport/core/json';
import { isBlank } from '../../input/readers/text';
import { rowByKey } from '../pickers/endpoints';
import type { EndpointField, Naming } from './endpoint-fields';
import { endpointFields } from './endpoint-fields';
import type { Target } from './target';
import { methodOf, targetByPath } from './target';

/** The editor's input for a field. It has none for several choices: one can be chosen, more are given by an expression. */
function typeOf({ field: { type, example } }: EndpointField): ResourceMapperField['type'] {
	switch (type) {
		case 'number':
		case 'boolean':
		case 'options':
			return type;
		case 'multiOptions':
			return 'options';
		case 'date':
		case 'dateTime':
			return 'dateTime';
		case 'json':
			// Where the definition shows neither, the editor would refuse the other one.
			return example?.startsWith('[') ? 'array' : example?.startsWith('{') ? 'object' : 'string';
		case 'string':
		case 'file':
			return 'string';
	}
}

/** A field as n8n's resource mapper takes it. Optional ones wait under "Add field". */
export function mapperField(endpointField: EndpointField): ResourceMapperField {
	const { id, label, field } = endpointField;
	const { required = false, choices = [], default: start } = field;
	const type = typeOf(endpointField);
	const displayName = field.type === 'multiOptions' ? `${label} (Several by Expression)` : label;
	return {
		id,
		displayName,
		required,
		defaultMatch: false,
		display: true,
		canBeUsedToMatch: false,
		removed: !required,
		...(type === undefined ? {} : { type }),
		...(type === 'options'
			? { options: choices.map((choice) => ({ name: choice.label, value: choice.value })) }
			: {}),
		...(start === undefined ? {} : { defaultValue: start }),
	};
}

const CHOOSE = 'Choose an endpoint to see its fields.';
const EXPRESSION =
	'The endpoint comes from an expression. Choose it from the list to see its fields.';
const UNKNOWN =
	'This endpoint is not documented. Set "Input Mode" to Raw to write parameters and body yourself.';
const NO_FIELDS = 'This endpoint has no fields to fill in.';

/** What the editor shows of "Endpoint" and "Method" as they stand. */
function targetIn(context: ILoadOptionsFunctions, provider: Provider): Target | string {
	const locator: unknown = context.getCurrentNodeParameter('endpoint');
	const given = located(locator);
	if (typeof given !== 'string' || isBlank(given)) return CHOOSE;
	if (given.startsWith('=')) return EXPRESSION;
	if (isRecord(locator) && locator.mode === 'list') {
		const row = rowByKey(provider, given);
		return row ? { method: row.method, path: row.path, row } : UNKNOWN;
	}
	const method = context.getCurrentNodeParameter('method') ?? 'GET';
	return targetByPath(provider, given, methodOf(String(method)) ?? 'GET');
}

/** The fields of the endpoint that is chosen in the editor, for the form. */
export function mapperFields(
	context: ILoadOptionsFunctions,
	provider: Provider,
	naming: Naming = {},
): ResourceMapperFields {
	const target = targetIn(context, provider);
	if (typeof target === 'string') return { fields: [], emptyFieldsNotice: target };
	const { row, path } = target;
	if (!row) return { fields: [], emptyFieldsNotice: UNKNOWN };
	const fields = endpointFields(provider, row, path, naming).map(mapperField);
	return { fields, emptyFieldsNotice: NO_FIELDS };
}
