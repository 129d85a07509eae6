import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ServiceId } from '../sandbox/core/types.mts';
import type { Credential } from './client.mts';
import { McpClient } from './mcp.mts';
import { untilListening } from './published.mts';
import type { Operated } from './service-nodes.mts';
import { parametersOf } from './service-nodes.mts';
import { Rig } from './support.mts';
import type { NodeJson, WorkflowJson } from './workflows.mts';

const PATH = 'business-tools';

/** A node as a tool. */
interface Tool extends Operated {
	name: string;
}

/** What an AI agent fills in. */
const asked = (name: string) => `={{ $fromAI('${name}', 'the ${name}', 'string') }}`;

const TOOLS: Tool[] = [
	{ name: 'vendors', service: 'ottimate', row: 'vendor.getMany', parameters: { returnAll: true } },
	{ name: 'vendor', service: 'ottimate', row: 'vendor.get', values: { id: asked('vendor_id') } },
	{
		name: 'new_vendor',
		service: 'ottimate',
		row: 'vendor.create',
		values: {
			ottimate_company_id: 123,
			erp_vendor_id: asked('erp_vendor_id'),
			erp_vendor_name: 'Made by a tool',
		},
	},
	{ name: 'webhooks', service: 'doo', row: 'webhook.getMany', values: { team_id: '111' } },
	{ name: 'projects', service: 'ooti', row: 'project.getMany', values: { org_pk: '210' } },
	{ name: 'project_export', service: 'ooti', row: 'project.export', values: { org_pk: '210' } },
	{ name: 'orders', service: 'oto', row: 'order.getMany' },
	{ name: 'label', service: 'oto', row: 'label.get', values: { orderId: asked('order_id') } },
	{ name: 'bookings', service: 'otesse', row: 'booking.getMany' },
];

const CREDENTIALS = {
	doo: 'dooApi',
	ooti: 'ootiApi',
	otesse: 'otesseApi',
	oto: 'otoApi',
	ottimate: 'ottimateApi',
} as const;

function workflow(credentials: ReadonlyMap<ServiceId, Credential>): WorkflowJson {
	const trigger: NodeJson = {
		name: 'MCP',
		type: '@n8n/n8n-nodes-langchain.mcpTrigger',
		typeVersion: 2,
		position: [0, 0],
		parameters: { authentication: 'none', path: PATH },
	};
	const nodes = TOOLS.map((tool, index): NodeJson => {
		const credential = credentials.get(tool.service);
		if (!credential) throw new Error(`There is no credential for ${tool.service}`);
		const { id, name, type } = credential;
		return {
			name: tool.name,
			type: `n8n-nodes-business-apis.${tool.service}Tool`,
			typeVersion: 1,
			position: [index * 200, 300],
			credentials: { [type]: { id, name } },
			parameters: {
				authentication: type,
				descriptionType: 'auto',
				...parametersOf(tool),
			},
		};
	});
	const connections = Object.fromEntries(
		nodes.map(({ name }) => [
			name,
			{ ai_tool: [[{ node: trigger.name, type: 'ai_tool' as const, index: 0 }]] },
		]),
	);
	return { name: 'Tools', nodes: [trigger, ...nodes], connections, settings: {} };
}

describe('the service nodes as tools', () => {
	let rig: Rig;
	let client: McpClient;

	beforeAll(async () => {
		rig = await Rig.start();
		const credentials = new Map<ServiceId, Credential>();
		for (const [service, type] of Object.entries(CREDENTIALS)) {
			credentials.set(service as ServiceId, await rig.credential(type));
		}
		const { id } = await rig.client.createWorkflow(workflow(credentials));
		await rig.client.publish(id);
		await untilListening(rig.n8n, id);
		client = await McpClient.connect(`${rig.n8n.origin}/mcp/${PATH}`);
	});

	afterAll(async () => {
		await rig?.stop();
	});

	const rowsIn = (text: string): unknown[] => {
		const value: unknown = JSON.parse(text);
		return Array.isArray(value) ? value : [value];
	};

	it('are listed with what the agent has to fill in', async () => {
		const tools = await client.tools();
		expect(tools.map(({ name }) => name).sort()).toEqual(TOOLS.map(({ name }) => name).sort());
		const byName = new Map(tools.map((tool) => [tool.name, tool]));
		expect(byName.get('vendor')?.inputSchema.properties).toHaveProperty('vendor_id');
		for (const { description } of tools) expect(description).toMatch(/\w \w/);
	});

	it.each(['webhooks', 'projects', 'orders', 'bookings'])(
		'answer with their rows: %s',
		async (name) => {
			const { text, isError } = await client.use(name);
			expect({ name, isError }).toEqual({ name, isError: false });
			const rows = rowsIn(text);
			expect(rows.length).toBeGreaterThan(0);
			for (const row of rows) expect(row).toEqual(expect.any(Object));
		},
	);

	it('give an agent a hundred rows and say that there are more', async () => {
		await rig.clearLog();
		const { text, isError } = await client.use('vendors');
		expect(isError).toBe(false);
		const rows = rowsIn(text);
		expect(rows).toHaveLength(101);
		expect(rows.at(-1)).toEqual({ note: expect.stringContaining('Only the first 100') });
		const { calls } = await rig.traffic('ottimate');
		expect(calls.map(({ query }) => query.page)).toEqual(['1', '2']);
	});

	it('give what is known of a file instead of its bytes', async () => {
		const { text, isError } = await client.use('project_export');
		expect({ isError, rows: rowsIn(text) }).toEqual({
			isError: false,
			rows: [
				expect.objectContaining({
					fileName: expect.any(String),
					mimeType: expect.any(String),
					fileSize: expect.any(Number),
				}),
			],
		});
	});

	it('give the address of a label', async () => {
		const { text, isError } = await client.use('label', { order_id: 'OID-1002' });
		expect({ text, isError }).toEqual({
			text: expect.stringContaining('printAWBURL'),
			isError: false,
		});
	});

	it('say in plain words what failed, without a secret', async () => {
		const { text, isError } = await client.use('vendor', { vendor_id: '999999' });
		expect(isError).toBe(true);
		expect(text).toMatch(/Ottimate/);
		expect(text).toMatch(/not found|999999|404/i);
		const secrets = Object.values(
			(await rig.sandbox.steer('GET', 'secrets?service=ottimate')) as Record<string, string>,
		);
		expect(secrets.length).toBeGreaterThan(0);
		for (const secret of secrets) expect(text).not.toContain(secret);
		expect(text).not.toMatch(/Bearer|at Object\.|node_modules/);
	});

	it('never share an idempotency key, whatever is written', async () => {
		await rig.clearLog();
		const first = await client.use('new_vendor', { erp_vendor_id: 'T-1' });
		const again = await client.use('new_vendor', { erp_vendor_id: 'T-1' });
		const other = await client.use('new_vendor', { erp_vendor_id: 'T-2' });
		expect([first, other].map(({ isError }) => isError)).toEqual([false, false]);
		const { calls } = await rig.traffic('ottimate');
		const keys = calls.map(({ headers }) => headers['idempotency-key']);
		expect(keys).toHaveLength(3);
		for (const key of keys) expect(key).toMatch(/^[\w-]{43}$/);
		expect(new Set(keys).size).toBe(3);
		expect(again.text).not.toBe('');
	});
});
