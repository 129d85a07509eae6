import type { INodeProperties } from 'n8n-workflow';

/** The resource of every node that tries its credential. */
export const connection = { name: 'Connection', value: 'connection' };
export const CHECK = 'check';

/** "Check" as an operation; it has no parameters. */
export const connectionOperation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Check',
			value: CHECK,
			description:
				'Try the credential with one harmless request, and return what works, what does not and what to do about it',
			action: 'Check connection',
		},
	],
	default: CHECK,
	displayOptions: { show: { resource: [connection.value] } },
};
