import type { INodeParameters } from 'n8n-workflow';

/** What a person changes in an example: parameters by node name. */
export type Changes = Readonly<Record<string, INodeParameters>>;

/** The parameters of a Set node with other texts in its fields. */
export function fields(values: Readonly<Record<string, string>>): INodeParameters {
	const assignments = Object.entries(values).map(([name, value]) => ({
		id: name,
		name,
		value,
		type: 'string',
	}));
	return { assignments: { assignments } };
}
