import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import { freshPackage } from './support/bench.mts';
import { secretsOf, sandboxForTests, textOf } from './support/node-bench.mts';
import { ServiceNode } from './support/service-node.mts';

const sandbox = sandboxForTests();
const start = async () => await ServiceNode.start(sandbox(), 'oto');
const byId = (value: string) => ({ __rl: true, mode: 'id', value }) as INodeParameters;
const NEW = 'OID-1001';

/** An order of the sandbox with a shipment. */
async function shipped(node: ServiceNode): Promise<string> {
	const { items } = await node.run({
		resource: 'order',
		operation: 'getMany',
		with: { limit: 1, filters: { status: ['shipmentCreated'] } },
	});
	return String(items[0]?.json.orderId);
}

describe('Track Until', () => {
	const track = (given: INodeParameters, options: INodeParameters = {}) => ({
		resource: 'shipment',
		operation: 'trackUntil',
		with: {
			orderId: byId(NEW),
			...given,
			options: { checkEvery: 1, giveUpAfter: 1, ...options },
		},
	});

	it('returns at once what is there already', async () => {
		const node = await start();
		const { items, calls } = await node.run(track({ statuses: ['canceled', 'new'] }));
		expect(items[0]?.json).toMatchObject({ status: 'new', reached: true, checks: 1 });
		expect(calls).toHaveLength(1);
	});

	it('tells whether a booking went through, by asking again', async () => {
		const node = await start();
		const booked = await node.run({
			resource: 'shipment',
			operation: 'create',
			with: { orderId: byId(NEW), deliveryOptionId: byId('2828') },
		});
		expect(booked.items[0]?.json.message).toMatch(/received/);
		await node.fault({
			path: '^/orderStatus$',
			status: 200,
			body: { success: true, status: 'new' },
		});
		const { items, calls } = await node.run(track({ statuses: ['shipmentCreated'] }));
		expect(items[0]?.json).toMatchObject({ status: 'shipmentCreated', reached: true, checks: 2 });
		expect(items[0]?.json.shipmentId).toBeTruthy();
		expect(calls).toHaveLength(2);
		expect((calls[1]?.at ?? 0) - (calls[0]?.at ?? 0)).toBeGreaterThanOrEqual(990);
	});

	it('takes what to do when the time is over by its label, and nothing else', async () => {
		const node = await start();
		const run = async (whenOver: string) =>
			await node.run(track({ statuses: ['delivered'] }, { giveUpAfter: 0, whenOver }));
		const { items } = await run('={{ "Return Last Status" }}');
		expect(items[0]?.json).toMatchObject({ status: 'new', reached: false });
		const { error, calls } = await run('={{ "wait" }}');
		expect(error?.message).toBe('"When the Time Is Over" has an unknown choice [item 0]');
		expect(calls).toEqual([]);
	});

	it('says clearly when the time is over', async () => {
		const node = await start();
		const statuses = ['delivered'];
		const { items, error } = await node.run(
			track({ statuses }, { giveUpAfter: 0.02, whenOver: 'return' }),
		);
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({
			orderId: NEW,
			status: 'new',
			reached: false,
			checks: 3,
			lastSeenAt: expect.any(String),
		});
		expect(items[0]?.json).not.toHaveProperty('lastError');
		const failed = await node.run(track({ statuses }, { giveUpAfter: 0 }));
		expect(failed.error?.message).toBe(
			'The order "OID-1001" is still "new" after 1 checks in 0 seconds [item 0]',
		);
	});

	it('checks its limits before it asks', async () => {
		const node = await start();
		for (const [given, options, message] of [
			[{ statuses: '={{ [] }}' }, {}, '"Statuses" is empty [item 0]'],
			[{}, { checkEvery: 0.1 }, '"Check Every (Seconds)" must be 1 or more [item 0]'],
			[{ orderId: byId('={{ "" }}') }, {}, '"Order" is empty [item 0]'],
		] as Array<[INodeParameters, INodeParameters, string]>) {
			const { error, calls } = await node.run(track(given, options));
			expect(error?.message).toBe(message);
			expect(calls).toEqual([]);
		}
	});

	it('checks the limits of all items before it asks for one', async () => {
		const node = await start();
		const { error, calls } = await node.run(
			track({ statuses: ['new'] }, { checkEvery: '={{ $json.every }}' }),
			[{ every: 1 }, { every: 0.1 }],
		);
		expect(error?.message).toBe('"Check Every (Seconds)" must be 1 or more [item 1]');
		expect(calls).toEqual([]);
	});

	it('ends with an order that OTO does not know', async () => {
		const node = await start();
		const { error, calls } = await node.run(track({ orderId: byId('nobody') }));
		expect(error?.message).toBe('OTO: Order is not exist [OTO1002]');
		expect(calls).toHaveLength(1);
	});
});

describe('a label', () => {
	const download = (orderId: string, more: INodeParameters = {}) => ({
		resource: 'label',
		operation: 'download',
		with: { orderId: byId(orderId), ...more },
	});

	it('comes as a PDF with its facts, fetched without the credential', async () => {
		const node = await start();
		const orderId = await shipped(node);
		const { items, error, calls } = await node.run(
			download(orderId, { options: { outputDataFieldName: 'label' } }),
		);
		expect(error).toBeUndefined();
		const [item] = items;
		expect(item?.json).toMatchObject({
			orderId,
			deliveryCompany: expect.any(String),
			trackingNumber: expect.stringMatching(/^SBX/),
			fileName: `label-${orderId}.pdf`,
			mimeType: 'application/pdf',
			fileSize: item && Buffer.from(item.binary?.label?.data ?? '', 'base64').length,
		});
		expect(item?.binary?.label).toMatchObject({
			mimeType: 'application/pdf',
			fileExtension: 'pdf',
		});
		const bytes = Buffer.from(item?.binary?.label?.data ?? '', 'base64').toString('latin1');
		expect(bytes).toContain(`%PDF-1.4\n% label of ${orderId} \u00E9`);
		const [print, file] = calls;
		expect(print?.path).toBe(`/print/${orderId}`);
		expect(file?.path).toBe('/print/awb');
		expect(print?.headers.authorization).toMatch(/^Bearer /);
		expect(file?.headers).not.toHaveProperty('authorization');
		const secrets = await secretsOf(sandbox(), 'oto');
		expect(secrets.length).toBeGreaterThan(0);
		for (const secret of secrets) expect(JSON.stringify(file)).not.toContain(secret);
	});

	it('is asked for once all items have an order', async () => {
		const node = await start();
		const { error, calls } = await node.run(download('={{ $json.id }}'), [{ id: NEW }, { id: '' }]);
		expect(error?.message).toBe('"Order" is empty [item 1]');
		expect(calls).toEqual([]);
	});

	it.each([
		['another host', 'https://evil.example.com/print/awb?enc=secret-link'],
		['plain http', 'http://app.tryoto.com/print/awb?enc=secret-link'],
		['another port of this machine', 'http://127.0.0.1:1/print/awb?enc=secret-link'],
	])('is not fetched from %s', async (_name, printAWBURL) => {
		const node = await start();
		await node.answer({ success: true, printAWBURL }, { path: '^/print/' });
		const failed = await node.run(download(NEW));
		expect(failed.error?.message).toContain('from which files are not downloaded');
		expect(failed.error?.message).not.toContain('secret-link');
		expect(failed.calls).toHaveLength(1);
	});

	it('is asked for again when its host is busy', async () => {
		const node = await start();
		const orderId = await shipped(node);
		await node.fault({ path: '^/print/awb$', status: 503, body: 'busy' });
		const { items, calls } = await node.run(download(orderId));
		expect(items[0]?.json.fileSize).toBeGreaterThan(0);
		expect(calls.filter(({ path }) => path === '/print/awb')).toHaveLength(2);
	});

	it('that is a web page, gone or not there yet says so', async () => {
		const node = await start();
		const orderId = await shipped(node);
		const page = { body: '<html>Sign in</html>', contentType: 'text/html', status: 200 };
		await node.fault({ path: '^/print/awb$', ...page });
		const html = await node.run(download(orderId));
		expect(html.error?.message).toContain('leads to a web page');
		await node.fault({ path: '^/print/awb$', status: 410, body: 'gone' });
		const gone = await node.run(download(orderId));
		expect(gone.error?.message).toContain('was answered with HTTP status 410');
		expect(textOf(gone)).toContain('HTTP status 410');
		await node.fault({ path: '^/print/O', status: 200, body: { success: true, printAWBURL: '' } });
		const none = await node.run(download(orderId));
		expect(none.error?.message).toBe(`OTO has no label for the order "${orderId}" yet [item 0]`);
	});

	it.each([
		['download', '^/print/'],
		['downloadZpl', '^/orderStatus$'],
	])(
		'that %s cannot get says what to do, whatever the status of the answer',
		async (operation, path) => {
			const node = await start();
			for (const status of [200, 400, 409]) {
				const body = { success: false, otoErrorCode: 'OTO1077', otoErrorMessage: 'ZPL failed' };
				await node.fault({ path, status, body });
				const { error } = await node.run({
					resource: 'label',
					operation,
					with: { orderId: byId(NEW) },
				});
				expect(error?.message).toBe('OTO: ZPL failed [OTO1077]');
				expect(error?.description).toContain('wait until the shipment is created');
			}
		},
	);

	it('leaves the other items alone when one fails', async () => {
		const node = await start();
		const orderId = await shipped(node);
		const { items } = await node.run(
			{
				...download(''),
				with: { orderId: byId('={{ $json.id }}') },
				onError: 'continueRegularOutput',
			},
			[{ id: 'nobody' }, { id: orderId }],
		);
		expect(items[0]?.json.error).toBe('OTO: Order is not exist [OTO1002]');
		expect(items[1]?.binary?.data?.fileName).toBe(`label-${orderId}.pdf`);
	});

	it('has a proforma invoice, a file and not base64 in the JSON', async () => {
		const node = await start();
		const orderId = await shipped(node);
		for (const set of [
			{ operation: 'downloadProforma', with: { orderId: byId(orderId) } },
			{
				operation: 'get',
				with: { orderId: byId(orderId), filters: { internationalProforma: true } },
			},
		]) {
			const { items, calls } = await node.run({ resource: 'label', ...set });
			expect(calls[0]?.query.internationalProforma).toBe('true');
			const { json: facts, binary } = items[0] ?? {};
			expect(facts).toMatchObject({
				fileName: `proforma-${orderId}.pdf`,
				mimeType: 'application/pdf',
			});
			expect(facts).not.toHaveProperty('internationalProforma');
			const bytes = Buffer.from(binary?.data?.data ?? '', 'base64').toString();
			expect(bytes).toBe(`%PDF-1.4\n% proforma of ${orderId}\n%%EOF\n`);
		}
	});

	it('comes in ZPL as a file or as text', async () => {
		const node = await start();
		const orderId = await shipped(node);
		const zpl = `^XA^FO50,50^A0N,40,40^FD${orderId}^FS^XZ`;
		const run = { resource: 'label', operation: 'downloadZpl' };
		const file = await node.run({ ...run, with: { orderId: byId(orderId) } });
		expect(file.items[0]?.json).toMatchObject({
			orderId,
			labels: 1,
			fileName: `label-${orderId}.zpl`,
		});
		expect(file.items[0]?.json).not.toHaveProperty('zplDataArray');
		const data = file.items[0]?.binary?.data?.data ?? '';
		expect(Buffer.from(data, 'base64').toString()).toBe(zpl);
		const text = await node.run({ ...run, with: { orderId: byId(orderId), outputAs: 'text' } });
		expect(text.items[0]?.json.zpl).toBe(zpl);
		expect(text.items[0]?.binary).toBeUndefined();
		const outputAs = '={{ "TEXT" }}';
		const byLabel = await node.run({ ...run, with: { orderId: byId(orderId), outputAs } });
		expect(byLabel.items).toEqual(text.items);
		const status = await node.run({
			resource: 'order',
			operation: 'getStatus',
			with: { orderId: byId(orderId), additionalFields: { labelType: 'ZPL' } },
		});
		expect(Buffer.from(status.items[0]?.binary?.data?.data ?? '', 'base64').toString()).toBe(zpl);
	});
});

describe('an AI agent’s node', () => {
	it('says of each operation that costs money or writes to people that it does', () => {
		const properties = freshPackage().nodes.get('oto')?.description.properties ?? [];
		const notices = properties.filter(({ type }) => type === 'notice');
		const noticed = notices.flatMap(({ displayOptions }) =>
			(displayOptions?.show?.resource ?? []).flatMap((resource) =>
				(displayOptions?.show?.operation ?? []).map((operation) => `${resource}.${operation}`),
			),
		);
		expect(noticed.sort()).toEqual([
			'account.buyCredit',
			'account.requestMobileVerification',
			'client.get',
			'client.getByEmail',
			'client.register',
			'return.create',
			'return.sendSms',
			'shipment.book',
			'shipment.cancel',
			'shipment.create',
		]);
	});
});
