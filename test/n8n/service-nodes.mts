import type { INodeParameters, NodeParameterValueType } from 'n8n-workflow';
import { inputsOf } from '../../nodes/shared/form/operation-inputs';
import { services } from '../coverage/services.mts';
import type { ServiceId } from '../sandbox/core/types.mts';
import type { Credential } from './client.mts';
import type { NodeJson, NodeRules } from './workflows.mts';

/** An operation of a service's node by its row, with values by wire name. */
export interface Operated {
	service: ServiceId;
	/** As `vendor.getMany`. */
	row: string;
	values?: Record<string, NodeParameterValueType>;
	/** Anything else, as it stands in the workflow's JSON. */
	parameters?: INodeParameters;
}

/** The node's parameters for values by wire name. */
export function parametersOf({ service, row, values = {}, parameters }: Operated): INodeParameters {
	const form = services.find((one) => one.form.provider.id === service)?.form;
	const found = form?.provider.endpoints.find(
		({ resource, operation }) => `${resource}.${operation}` === row,
	);
	if (!form || !found) throw new Error(`There is no row ${service} ${row}`);
	const { resource, operation } = found;
	const filled: INodeParameters = { resource, operation };
	const inputs = new Map(inputsOf(form, found).map((input) => [input.name, input]));
	for (const [name, value] of Object.entries(values)) {
		const input = inputs.get(name);
		if (!input) throw new Error(`The row ${service} ${row} has no field ${name}`);
		const { parameter, picker, collection } = input;
		const located = { __rl: true, mode: 'id', value } as NodeParameterValueType;
		const entered = picker === undefined ? value : located;
		if (collection === undefined) filled[parameter] = entered;
		else filled[collection] = { ...(filled[collection] as object), [parameter]: entered };
	}
	return { ...filled, ...parameters };
}

/** A service's node. */
export function serviceNode(
	name: string,
	credential: Credential,
	operated: Operated,
	rules: NodeRules = {},
): Omit<NodeJson, 'position'> {
	const { id, type } = credential;
	return {
		...rules,
		name,
		type: `n8n-nodes-business-apis.${operated.service}`,
		typeVersion: 1,
		credentials: { [type]: { id, name: credential.name } },
		parameters: { authentication: type, ...parametersOf(operated) },
	};
}
