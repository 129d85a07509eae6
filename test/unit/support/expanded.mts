import type { ICredentialType, INodeType } from 'n8n-workflow';

/** A class of the package written out: every value stands where n8n's lint rules look for it, whatever function made it. */
export interface ExpandedFile {
	/** Below the package's root; the rules that apply follow from it. */
	path: string;
	text: string;
}

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** Code rather than a value, for what has to stand as an expression in the text. */
class Code {
	constructor(readonly text: string) {}
}

function quoted(text: string): string {
	const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
	return `'${inner}'`;
}

function literal(value: unknown): string {
	if (value instanceof Code) return value.text;
	if (typeof value === 'string') return quoted(value);
	if (Array.isArray(value)) return `[${value.map(literal).join(',\n')}]`;
	if (typeof value === 'function') return 'async () => undefined';
	if (typeof value === 'object' && value !== null) {
		const members = Object.entries(value)
			.filter(([, member]) => member !== undefined)
			.map(([key, member]) => `${IDENTIFIER.test(key) ? key : quoted(key)}: ${literal(member)}`);
		return `{\n${members.join(',\n')}\n}`;
	}
	return String(value);
}

/** Names of connections as n8n wants them written. */
function connections(value: unknown): unknown {
	if (!Array.isArray(value)) return value;
	return value.map((name: unknown) =>
		name === 'main' ? new Code('NodeConnectionTypes.Main') : name,
	);
}

function capital(name: string): string {
	return `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
}

const RUNS: Record<string, string> = {
	execute:
		'async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> { return [[]]; }',
	poll: 'async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> { return null; }',
	trigger: 'async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> { return {}; }',
	webhook: 'async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> { return {}; }',
};

/** A node's class with its final description; what it does is left out. */
export function expandedNode(path: string, node: INodeType): ExpandedFile {
	const name = className(path);
	const { inputs, outputs, ...rest } = node.description;
	const description = { ...rest, inputs: connections(inputs), outputs: connections(outputs) };
	const runs = Object.entries(RUNS).filter(([run]) => Reflect.has(node, run));
	const members = [
		`description: INodeTypeDescription = ${literal(description)};`,
		...(node.methods ? [`methods = ${literal(node.methods)};`] : []),
		...(node.webhookMethods ? [`webhookMethods = ${literal(node.webhookMethods)};`] : []),
		...runs.map(([, code]) => code),
	];
	const types = [
		'INodeType',
		'INodeTypeDescription',
		'INodeExecutionData',
		...runs.map(([run]) => `I${capital(run)}Functions`),
		...(Reflect.has(node, 'trigger') ? ['ITriggerResponse'] : []),
		...(Reflect.has(node, 'webhook') ? ['IWebhookResponseData'] : []),
	].filter((type) => members.some((member) => member.includes(type)) || type === 'INodeType');
	const text = [
		`import type { ${types.join(', ')} } from 'n8n-workflow';`,
		...(members.some((member) => member.includes('NodeConnectionTypes'))
			? ["import { NodeConnectionTypes } from 'n8n-workflow';"]
			: []),
		`export class ${name} implements INodeType {\n${members.join('\n')}\n}\n`,
	];
	return { path, text: text.join('\n') };
}

/** A credential type's class with its final properties and test; how it signs and renews is left out. */
export function expandedCredential(path: string, credential: ICredentialType): ExpandedFile {
	const types: Record<string, string> = {
		icon: 'Icon',
		properties: 'INodeProperties[]',
		test: 'ICredentialTestRequest',
	};
	const members = Object.entries(credential)
		.filter(([, value]) => typeof value !== 'function')
		.map(([key, value]) => {
			const type = types[key];
			return `${key}${type ? `: ${type}` : ''} = ${literal(value)};`;
		});
	const used = ['ICredentialTestRequest', 'ICredentialType', 'Icon', 'INodeProperties'].filter(
		(type) => type === 'ICredentialType' || members.some((member) => member.includes(`: ${type}`)),
	);
	const text = [
		`import type { ${used.join(', ')} } from 'n8n-workflow';`,
		`export class ${className(path)} implements ICredentialType {\n${members.join('\n')}\n}\n`,
	];
	return { path, text: text.join('\n') };
}

function className(path: string): string {
	return path.split('/').at(-1)?.split('.')[0] ?? '';
}
