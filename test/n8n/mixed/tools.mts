import { McpClient } from '../mcp.mts';
import { untilListening } from '../published.mts';
import type { Rig } from '../rig.mts';
import type { Operated } from '../service-nodes.mts';
import { serviceNode } from '../service-nodes.mts';
import type { NodeJson, WorkflowJson } from '../workflows.mts';
import type { Accounts } from './accounts.mts';

const PATH = 'mixed-tools';

const CREDENTIALS = { doo: 'dooApi', otesse: 'otesseAppApi', ottimate: 'ottimateApi' } as const;

type Tool = Operated & { name: string; service: keyof typeof CREDENTIALS };

const TOOLS: Tool[] = [
	{ name: 'vendors', service: 'ottimate', row: 'vendor.getMany', parameters: { returnAll: true } },
	{ name: 'webhooks', service: 'doo', row: 'webhook.getMany', values: { team_id: '111' } },
	{ name: 'bookings', service: 'otesse', row: 'booking.getMany' },
];

function workflow(accounts: Accounts): WorkflowJson {
	const trigger: NodeJson = {
		name: 'MCP',
		type: '@n8n/n8n-nodes-langchain.mcpTrigger',
		typeVersion: 2,
		position: [0, 0],
		parameters: { authentication: 'none', path: PATH },
	};
	const nodes = TOOLS.map(({ name, ...operated }, index): NodeJson => {
		const node = serviceNode(name, accounts.of(CREDENTIALS[operated.service]), operated);
		return {
			...node,
			type: `${node.type}Tool`,
			position: [index * 200, 300],
			parameters: { ...node.parameters, descriptionType: 'auto' },
		};
	});
	const connections = Object.fromEntries(
		nodes.map(({ name }) => [
			name,
			{ ai_tool: [[{ node: trigger.name, type: 'ai_tool' as const, index: 0 }]] },
		]),
	);
	return { name: 'Mixed tools', nodes: [trigger, ...nodes], connections, settings: {} };
}

/** An agent that has our nodes as its tools. */
export class Tools {
	uses = 0;

	private constructor(private readonly client: McpClient) {}

	static async publish(rig: Rig, accounts: Accounts): Promise<Tools> {
		const { id } = await rig.client.createWorkflow(workflow(accounts));
		await rig.client.publish(id);
		await untilListening(rig.n8n, id);
		return new Tools(await McpClient.connect(`${rig.n8n.origin}/mcp/${PATH}`));
	}

	/** Uses one tool after the other; gives what it answered. */
	async use(): Promise<string> {
		const { name = '' } = TOOLS[this.uses % TOOLS.length] ?? {};
		const { text, isError } = await this.client.use(name);
		if (isError) throw new Error(`The tool ${name}: ${text}`);
		this.uses += 1;
		return text;
	}
}
