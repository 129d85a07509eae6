import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { argumentsOf } from '../integration/support/tool-arguments.mts';
import type { ServiceId } from '../sandbox/core/types.mts';
import { nodes } from '../unit/support/package-classes.mts';
import { visibleIn } from '../unit/support/visible.mts';
import type { Credential } from './client.mts';
import { McpClient } from './mcp.mts';
import { untilListening } from './published.mts';
import type { Operated } from './service-nodes.mts';
import { parametersOf } from './service-nodes.mts';
import { Rig } from './support.mts';
import { CURRENT, PREVIOUS } from './versions.mts';
import type { NodeJson, WorkflowJson } from './workflows.mts';

const PATH = 'business-tools';

/** A node as a tool. */
interface Tool extends Operated {
	name: string;
}

/** What an AI agent fills in. */
const asked = (name: string) => `={{ $fromAI('${name}', 'the ${name}', 'string') }}`;

/** An update with an argument for every optional field; the model knows a value for one of them. */
interface Update {
	service: ServiceId;
	row: string;
	/** The field of the record's ID, and the record: found by a list, or known. */
	id: string;
	record: { list: string } | { known: string };
	/** The argument, and the wire name. */
	argument: string;
	sent: string;
}

const UPDATES: Update[] = [
	{
		service: 'ottimate',
		row: 'invoice.update',
		id: 'id',
		record: { list: 'invoices' },
		argument: 'updateFields_notes',
		sent: 'notes',
	},
	{
		service: 'ooti',
		row: 'client.update',
		id: 'pk',
		record: { known: '800' },
		argument: 'updateFields_address',
		sent: 'address',
	},
	{
		service: 'otesse',
		row: 'customer.update',
		id: 'id',
		record: { list: 'customers' },
		argument: 'updateFields_phone',
		sent: 'phone',
	},
	{
		service: 'oto',
		row: 'order.update',
		id: 'orderId',
		record: { known: 'OID-1001' },
		argument: 'updateFields_ref1',
		sent: 'ref1',
	},
];

const nameOfUpdate = ({ service }: Update) => `update_${service}`;

/**
 * What n8n's `$fromAI` takes for a type, and what a model that knows nothing sends. For `json` n8n refuses an empty object, so that
 * such an argument can be left out only where it is asked for as text.
 */
const ARGUMENT_TYPES: Readonly<Record<string, readonly [type: string, blank: unknown]>> = {
	number: ['number', 0],
	boolean: ['boolean', false],
	json: ['string', '{}'],
};
const TEXT = ['string', ''] as const;

function optionalOf({ service, row }: Update): INodeProperties[] {
	const [resource = '', operation = ''] = row.split('.');
	const found = nodes.find(({ made }) => made.description.name === service);
	if (!found) throw new Error(`There is no node ${service}`);
	return visibleIn(found.made.description, { resource, operation }).filter(
		({ name, type, required, displayOptions }) =>
			!required &&
			type !== 'notice' &&
			name !== 'authentication' &&
			displayOptions?.show?.operation,
	);
}

/** The update as a tool, and the blank for each argument. */
function updateTool(update: Update): { tool: Tool; blanks: Record<string, unknown> } {
	const blanks: Record<string, unknown> = {};
	const parameters: INodeParameters = argumentsOf(optionalOf(update), ({ type }, path) => {
		const [kind, blank] = ARGUMENT_TYPES[type] ?? TEXT;
		blanks[path] = blank;
		return `={{ $fromAI('${path}', 'the ${path}', '${kind}') }}`;
	});
	const { service, row, id } = update;
	const tool = {
		name: nameOfUpdate(update),
		service,
		row,
		values: { [id]: asked('id') },
		parameters,
	};
	return { tool, blanks };
}

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
	{
		name: 'invoices',
		service: 'ottimate',
		row: 'invoice.getMany',
		parameters: { limit: "={{ $fromAI('limit', 'how many', 'number') }}" },
	},
	{
		name: 'customers',
		service: 'otesse',
		row: 'customer.getMany',
		parameters: { limit: 1 },
	},
	...UPDATES.map((update) => updateTool(update).tool),
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
		webhookId: PATH,
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

describe.each([CURRENT, PREVIOUS])('the service nodes as tools in n8n %s', (version) => {
	let rig: Rig;
	let client: McpClient;

	beforeAll(async () => {
		rig = await Rig.start({ version });
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
		expect(rows.at(-1)).toEqual({
			note: expect.stringContaining('A tool returns at most 100 results: there are more.'),
		});
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

	it('say that the limit cut their rows, and how to see others', async () => {
		const { text } = await client.use('invoices', { limit: 2 });
		const rows = rowsIn(text);
		expect(rows).toHaveLength(3);
		expect(rows.at(-1)).toEqual({
			note: expect.stringMatching(
				/^Limit 2 reached: there are more results\. No filter is set\. To see others, raise Limit \(up to 100\) or narrow the filters\./,
			),
		});
	});

	it.each(UPDATES.map((update) => [nameOfUpdate(update), update] as const))(
		'%s sends the one value that the model knows',
		async (name, update) => {
			const { service, record, argument, sent } = update;
			const found =
				'known' in record
					? record.known
					: (rowsIn((await client.use(record.list, { limit: 1 })).text)[0] as { id: string }).id;
			const { blanks } = updateTool(update);
			expect(blanks).toHaveProperty(argument);
			expect(Object.keys(blanks).length).toBeGreaterThan(3);
			await rig.clearLog();
			const input = { ...blanks, id: String(found), [argument]: 'T-42' };
			const { text, isError } = await client.use(name, input);
			expect(isError ? text : '').toBe('');
			const { calls } = await rig.traffic(service);
			const { orderId: _id, ...body } = JSON.parse(calls[0]?.rawBody ?? '') as Record<
				string,
				unknown
			>;
			expect([calls.length, body]).toEqual([1, { [sent]: 'T-42' }]);
		},
	);

	it('say which operation finds an ID that the model does not know', async () => {
		const { text, isError } = await client.use('vendor', { vendor_id: '' });
		expect(isError).toBe(true);
		expect(text).toContain('Use the operation "Get Many" of "Vendor" to find it.');
		expect(text).not.toMatch(/expression/);
	});
});
