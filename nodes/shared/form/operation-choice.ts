import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { EndpointDefinition } from '../../../transport/contracts/endpoint';
import { isWrite } from '../../../transport/http/request';
import type { ServiceForm } from './service-form';
import { operationForm } from './operation-inputs';
import { actionOf, operationName } from './labels/names';

/** The rows that the node offers as operations. */
export function rowsIn(form: ServiceForm): EndpointDefinition[] {
	return form.provider.endpoints.filter(
		(row) =>
			form.resources[row.resource] !== undefined &&
			!row.token &&
			!row.interactive &&
			!operationForm(form, row).hidden,
	);
}

function operationOptions(form: ServiceForm, resource: string): INodePropertyOptions[] {
	const about = form.resources[resource];
	if (!about) return [];
	const ofRows = rowsIn(form)
		.filter((row) => row.resource === resource)
		.map((row) => {
			const { name, action, description } = operationForm(form, row);
			return {
				name: name ?? operationName(row.operation, form.words),
				value: row.operation,
				description: description ?? row.summary,
				action: action ?? actionOf(row.operation, about),
			};
		});
	const composites = (form.compositeOperations ?? [])
		.filter((composite) => composite.resource === resource)
		.map(({ name, operation, description, action }) => ({
			name,
			value: operation,
			description,
			action,
		}));
	return [...ofRows, ...composites].sort((a, b) => a.name.localeCompare(b.name));
}

/** The operation that a resource starts with: one that reads, or none. */
function firstOperation(form: ServiceForm, resource: string): string {
	const main = form.resources[resource]?.mainOperation;
	if (main !== undefined) return main;
	const reads = rowsIn(form)
		.filter((row) => row.resource === resource && !isWrite(row))
		.map(({ operation }) => operation);
	return ['getMany', 'get'].find((usual) => reads.includes(usual)) ?? reads[0] ?? '';
}

/** "Operation" of a resource. */
export function operationProperty(form: ServiceForm, resource: string): INodeProperties {
	const start = firstOperation(form, resource);
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: operationOptions(form, resource),
		default: start,
		...(start === '' ? { required: true } : {}),
		displayOptions: { show: { resource: [resource] } },
	};
}
