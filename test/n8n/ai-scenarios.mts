import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import type { ServiceId } from '../sandbox/core/types.mts';
import type { Move } from './chat-model.mts';
import { ChatModel } from './chat-model.mts';
import type { Credential } from './client.mts';
import type { Execution } from './execution.mts';
import { errorOf, rowsOf } from './execution.mts';
import { McpClient } from './mcp.mts';
import { untilListening } from './published.mts';
import type { Rig } from './rig.mts';
import { root } from './versions.mts';
import type { WorkflowJson } from './workflows.mts';

const TOKEN = 'token-of-the-mcp-clients';

/**
 * The examples with AI agents and MCP servers, as a plain client or a model that plays a script uses them.
 *
 * @param afterFailure what n8n does when a tool fails: 2.x tells the model, 1.x ends the run
 */
export function aiScenarios(rigOf: () => Rig, afterFailure: 'goesOn' | 'ends'): void {
	let model: ChatModel;
	/** By the node types that a person chooses them in. */
	let credentials: Record<string, Credential>;

	beforeAll(async () => {
		model = await ChatModel.start();
		const rig = rigOf();
		const fast = { requestsPerSecond: 500, requestsPerDay: 0 };
		const openAi = { apiKey: 'key-of-the-tests', url: model.url };
		const ours = (service: string) => `n8n-nodes-business-apis.${service}Tool`;
		credentials = {
			[ours('doo')]: await rig.credential('dooApi', fast),
			[ours('otesse')]: await rig.credential('otesseApi', fast),
			[ours('oto')]: await rig.credential('otoApi', fast),
			[ours('ottimate')]: await rig.credential('ottimateApi', fast),
			'@n8n/n8n-nodes-langchain.lmChatOpenAi': await rig.client.createCredential(
				'openAiApi',
				'Model',
				openAi,
			),
			'@n8n/n8n-nodes-langchain.mcpTrigger': await rig.client.createCredential(
				'httpBearerAuth',
				'MCP clients',
				{ token: TOKEN },
			),
		};
	});

	beforeEach(async () => {
		await rigOf().clearLog();
	});

	afterAll(async () => {
		await model?.close();
	});

	/** An example as it is in its file, imported, with a credential chosen in each node that needs one. */
	async function imported(file: string): Promise<string> {
		const text = await readFile(path.join(root, 'docs', 'examples', file), 'utf8');
		const workflow: WorkflowJson = JSON.parse(text);
		const nodes = workflow.nodes.map((node) => {
			const credential = credentials[node.type];
			if (!credential) return node;
			const { type, id, name } = credential;
			return { ...node, credentials: { [type]: { id, name } } };
		});
		return (await rigOf().client.createWorkflow({ ...workflow, nodes })).id;
	}

	/** Method, path and query of what came to a service, and the body where there is one. */
	async function sent(service: ServiceId): Promise<string[]> {
		const { calls } = await rigOf().traffic(service);
		return calls.map(({ method, path: where, rawBody }) => `${method} ${where} ${rawBody}`.trim());
	}

	describe('the examples of an MCP server', () => {
		async function connect(file: string, where: string): Promise<McpClient> {
			const id = await imported(file);
			await rigOf().client.publish(id);
			await untilListening(rigOf().n8n, id);
			const url = `${rigOf().n8n.origin}/mcp/${where}`;
			const client = await McpClient.connect(url, TOKEN);
			await expect(McpClient.connect(url, 'another token')).rejects.toThrow(/initialize: 40[13]/);
			await expect(McpClient.connect(url)).rejects.toThrow(/initialize: 40[13]/);
			return client;
		}
		const rowsIn = (text: string): Array<Record<string, unknown>> => JSON.parse(text);

		it('reads invoices in Ottimate and shipments in OTO', async () => {
			const client = await connect('ai-mcp-invoices-and-shipments.json', 'invoices-and-shipments');
			const tools = await client.tools();
			expect(tools.map(({ name }) => name).sort()).toEqual([
				'Invoice',
				'Invoices',
				'Order_Status',
				'Shipping_Quotes',
				'Vendors',
			]);
			const vendors = await client.use('Vendors');
			expect(vendors.isError).toBe(false);
			expect(rowsIn(vendors.text)[0]).toHaveProperty('erp_vendor_id');
			const invoices = await client.use('Invoices', { status: 'exported' });
			const [first, ...others] = rowsIn(invoices.text);
			const last = others.pop();
			const statuses = [first, ...others].map((invoice) => invoice?.status);
			expect(statuses).toEqual(Array(20).fill('exported'));
			expect(last).toEqual({ note: expect.stringMatching(/^Limit 20 reached: there are more/) });
			const invoice = await client.use('Invoice', { invoice_id: first?.id });
			expect([invoice.isError, invoice.text.includes(String(first?.id))]).toEqual([false, true]);
			const status = await client.use('Order_Status', { order_id: 'OID-1002' });
			expect([status.isError, status.text.includes('OID-1002')]).toEqual([false, true]);
			const quotes = await client.use('Shipping_Quotes', {
				from_city: 'Riyadh',
				to_city: 'Jeddah',
				kilograms: 2,
			});
			expect(rowsIn(quotes.text).length).toBeGreaterThan(2);
			const { calls } = await rigOf().traffic('ottimate');
			expect(calls.map(({ method, path: where }) => `${method} ${where}`)).toEqual([
				'GET /vendors',
				'GET /invoices',
				`GET /invoices/${String(first?.id)}`,
			]);
			expect(await sent('oto')).toEqual([
				'POST /orderStatus {"orderId":"OID-1002"}',
				'POST /checkOTODeliveryFee {"originCity":"Riyadh","destinationCity":"Jeddah","weight":2}',
			]);
		});

		it('reads doo events and what can be queried', async () => {
			const client = await connect('ai-mcp-doo-events.json', 'doo-events');
			const tools = await client.tools();
			expect(tools.map(({ name }) => name).sort()).toEqual([
				'Event',
				'Schema',
				'Webhook_Configurations',
			]);
			const event = await client.use('Event', { event_id: '4711' });
			expect(event.isError).toBe(false);
			expect(event.text).toMatch(/Summit/);
			const schema = await client.use('Schema', { name: 'Event' });
			expect(schema.text).toMatch(/"Event"/);
			const configurations = await client.use('Webhook_Configurations', { organization_id: '111' });
			expect(configurations.text).toMatch(/CRM feed/);
			const { calls } = await rigOf().traffic('doo');
			expect(calls.map(({ method, path: where }) => `${method} ${where}`)).toEqual([
				'POST /',
				'POST /',
				'GET /team/111/webhooks',
			]);
			expect(JSON.parse(calls[0]?.rawBody ?? '').variables).toEqual({ id: '4711' });
		});
	});

	describe('the examples of an agent', () => {
		/** What a person types into the chat, answered by a model that plays this script. */
		async function ask(file: string, chatInput: string, ...script: Move[]): Promise<Execution> {
			model.play(...script);
			const id = await imported(file);
			const message = { sessionId: 'chat-of-the-tests', action: 'sendMessage', chatInput };
			const executionId = await rigOf().client.startWorkflow(id, message);
			return await rigOf().client.waitForExecution(executionId);
		}

		/** A chat that ends well. */
		async function chat(file: string, chatInput: string, ...script: Move[]): Promise<Execution> {
			const execution = await ask(file, chatInput, ...script);
			expect(errorOf(execution)).toBeUndefined();
			expect(execution.status).toBe('success');
			expect(model.prompts[0]?.messages.map(({ role }) => role)).toEqual(['developer', 'user']);
			expect(model.prompts[0]?.messages[1]?.content).toBe(chatInput);
			return execution;
		}

		const lastOf = (answers: readonly string[]) => answers.at(-1) ?? '';
		const found = (answers: readonly string[], what: RegExp) =>
			what.exec(answers.join('\n'))?.[0] ?? '';

		it('answers where a parcel is and what one costs', async () => {
			const execution = await chat(
				'ai-shipping-agent.json',
				'Where is OID-1002?',
				() => ({ tool: 'Order_Status', input: { order_id: 'OID-1002' } }),
				() => ({ tool: 'Order_History', input: { order_id: 'OID-1002' } }),
				(answers) => ({ say: `OTO says: ${lastOf(answers)}` }),
			);
			const [answer] = rowsOf(execution, 'Agent');
			expect(answer?.output).toMatch(/OTO says: .*OID-1002/s);
			expect(await sent('oto')).toEqual([
				'POST /orderStatus {"orderId":"OID-1002"}',
				'POST /orderHistory {"orderIds":["OID-1002"]}',
			]);
			const offered = model.prompts[0]?.tools?.map(({ function: { name } }) => name).sort();
			expect(offered).toEqual(['Order_History', 'Order_Status', 'Shipping_Quotes']);
		});

		it('says in plain words what failed', async () => {
			const execution = await ask(
				'ai-shipping-agent.json',
				'Where is NO-SUCH-ORDER?',
				() => ({ tool: 'Order_Status', input: { order_id: 'NO-SUCH-ORDER' } }),
				(answers) => ({ say: lastOf(answers) }),
			);
			const [answer] = rowsOf(execution, 'Agent');
			const told = afterFailure === 'ends' ? errorOf(execution)?.message : answer?.output;
			expect(told).toMatch(/OTO: .*\[OTO1002\]/);
			expect(execution.status).toBe(afterFailure === 'ends' ? 'error' : 'success');
		});

		it('finds a free time, finds or creates the customer, and books once', async () => {
			const execution = await chat(
				'ai-booking-agent.json',
				'Cleaning on 1 December at 10, please. Yes, book it.',
				() => ({ tool: 'Services', input: {} }),
				() => ({ tool: 'Free_Times', input: { industry: 'cleaning', zip: '97401' } }),
				() => ({
					tool: 'Customer',
					input: {
						first_name: 'Ada',
						last_name: 'Lane',
						email: 'ada.lane@example.com',
						street: '456 Oak Ave',
						city: 'Springfield',
						state: 'OR',
						zip: '97477',
					},
				}),
				(answers) => ({
					tool: 'Book',
					input: {
						customer_id: found(answers, /cust_\w+/),
						industry: 'cleaning',
						starts_at: '2026-12-01T10:00:00-08:00',
						address_id: found(answers, /addr_\w+/),
						bedrooms: 3,
						bathrooms: 2,
					},
				}),
				(answers) => ({ say: `Booked: ${found(answers, /book_\w+|bk_\w+/)}` }),
			);
			const calls = await sent('otesse');
			expect(calls.map((call) => call.split(' ').slice(0, 2).join(' '))).toEqual([
				'GET /services/industries',
				'GET /services/availability',
				'GET /customers',
				'POST /customers',
				'POST /bookings',
			]);
			expect(JSON.parse(calls.at(-1)?.replace('POST /bookings ', '') ?? '')).toEqual({
				customer_id: expect.stringMatching(/^cust_/),
				industry: 'cleaning',
				scheduled_at: '2026-12-01T18:00:00Z',
				address_id: expect.stringMatching(/^addr_/),
				configuration: { bedrooms: 3, bathrooms: 2, frequency: 'one-time', extras: [] },
			});
			expect(rowsOf(execution, 'Agent')[0]?.output).toMatch(/^Booked: \w/);
		});
	});
}
