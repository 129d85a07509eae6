import { once } from 'node:events';
import { mkdir, readFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';
import type { Credential } from './client.mts';
import type { Execution } from './execution.mts';
import { MailServer } from './mail-server.mts';
import type { Rig } from './rig.mts';
import type { NodeJson, WorkflowJson } from './workflows.mts';

/** The folder that the examples write to, as it is called in n8n's own container. */
const FOLDER = '/home/node/.n8n-files';
const EMAIL = 'n8n-nodes-base.emailSend';
const LIMIT_MS = 60_000;

/** A call of an outside service, such as a CRM: its host's first part, the path, the JSON body. */
export interface OutsideCall {
	service: string;
	path: string;
	body: IDataObject;
}

async function bodyOf(request: http.IncomingMessage): Promise<IDataObject> {
	let text = '';
	for await (const chunk of request) text += String(chunk);
	return JSON.parse(text) as IDataObject;
}

/**
 * What stands around an example: a mail server, a receiver for each `https://NAME.example.com`, and the folder for files. Everything
 * else stays as it is in the file.
 */
export class Stage {
	readonly calls: OutsideCall[] = [];

	/** Which calls the outside services refuse. */
	refuses: (call: OutsideCall) => boolean = () => false;

	private constructor(
		private readonly rig: Rig,
		private readonly server: http.Server,
		readonly mail: MailServer,
		private readonly smtp: Credential,
	) {}

	static async start(rig: Rig): Promise<Stage> {
		const mail = await MailServer.start();
		const server = http.createServer();
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		const smtp = await rig.client.createCredential('smtp', 'Mail of the test', {
			host: '127.0.0.1',
			port: mail.port,
			secure: false,
			disableStartTls: true,
		});
		const stage = new Stage(rig, server, mail, smtp);
		server.on('request', (request, response) => void stage.answer(request, response));
		await mkdir(stage.folder, { recursive: true });
		return stage;
	}

	/** n8n 2 lets workflows read and write there. */
	get folder(): string {
		return path.join(this.rig.n8n.userFolder, '.n8n-files');
	}

	async stop(): Promise<void> {
		this.server.close();
		this.server.closeAllConnections();
		await this.mail.close();
	}

	/** The text of a file in the folder. */
	async file(name: string): Promise<string> {
		return await readFile(path.join(this.folder, name), 'utf8');
	}

	/** The workflow with this stage's addresses, and a credential for mail. */
	around(workflow: WorkflowJson): WorkflowJson {
		const { port } = this.server.address() as AddressInfo;
		const text = JSON.stringify(workflow)
			.replaceAll(FOLDER, this.folder)
			.replace(/https:\/\/(\w+)\.example\.com\//g, `http://127.0.0.1:${port}/$1/`);
		const changed = JSON.parse(text) as WorkflowJson;
		const { id, name } = this.smtp;
		const nodes = changed.nodes.map(
			(node): NodeJson =>
				node.type === EMAIL ? { ...node, credentials: { smtp: { id, name } } } : node,
		);
		return { ...changed, nodes };
	}

	/**
	 * Runs a workflow on this stage.
	 *
	 * @param given what its trigger gives, where that does not make it by itself
	 * @param approval what a person answers to a question by email
	 */
	async run(
		workflow: WorkflowJson,
		{ given, approval }: { given?: IDataObject; approval?: 'Approve' | 'Decline' } = {},
	): Promise<Execution> {
		const { id } = await this.rig.client.createWorkflow(this.around(workflow));
		const before = this.mail.messages.length;
		const executionId = await this.rig.client.startWorkflow(id, given);
		if (approval !== undefined) await this.decide(executionId, before, approval);
		return await this.rig.client.waitForExecution(executionId);
	}

	private async decide(executionId: string, before: number, approval: string): Promise<void> {
		const end = Date.now() + LIMIT_MS;
		while ((await this.rig.client.getExecution(executionId)).status !== 'waiting') {
			if (Date.now() > end) throw new Error('The workflow did not wait for an approval');
			await sleep(100);
		}
		const message = this.mail.messages.slice(before).join('\n').replace(/=3D/g, '=');
		const link = new RegExp(`href="([^"]+)"[^>]*>\\s*${approval}\\s*<`).exec(message)?.[1];
		if (link === undefined) throw new Error(`No button "${approval}" in:\n${message}`);
		// n8n takes no clicks from programs that read mail.
		const headers = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' };
		const answer = await fetch(link.replace(/&amp;/g, '&'), { headers });
		if (!answer.ok) throw new Error(`The approval was answered ${answer.status}`);
	}

	private async answer(request: http.IncomingMessage, response: http.ServerResponse) {
		const [, service = '', ...rest] = (request.url ?? '').split('/');
		const call = { service, path: `/${rest.join('/')}`, body: await bodyOf(request) };
		this.calls.push(call);
		const isRefused = this.refuses(call);
		response.writeHead(isRefused ? 422 : 201, { 'content-type': 'application/json' });
		response.end(JSON.stringify(isRefused ? { message: 'Refused by the test' } : { ok: true }));
	}
}
