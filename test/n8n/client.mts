import { setTimeout as sleep } from 'node:timers/promises';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	INodeTypeDescription,
} from 'n8n-workflow';
import { CredentialForms } from './credential-forms.mts';
import type { Execution, ExecutionSummary } from './execution.mts';
import { isOver, unflatten } from './execution.mts';
import type { N8n } from './n8n.mts';
import type { WorkflowJson } from './workflows.mts';

const WAIT_LIMIT_MS = 120_000;
const CALL_LIMIT_MS = 60_000;

/** Who owns every n8n of the tests and the demo. */
export const OWNER = {
	email: 'owner@example.com',
	firstName: 'Ada',
	lastName: 'Owner',
	password: 'Sandbox-owner-1',
};

export interface Credential {
	id: string;
	name: string;
	type: string;
}

/** A credential as a browser gets it: secrets are replaced by sentinel values. */
export interface CredentialForm extends Credential {
	data: ICredentialDataDecryptedObject;
}

export interface TestResult {
	status: 'OK' | 'Error';
	message: string;
}

export interface SavedWorkflow extends WorkflowJson {
	id: string;
	versionId: string;
	active: boolean;
}

export interface Tag {
	id: string;
	name: string;
}

/** The run of a trigger that gave one item. */
function started(json: IDataObject): object {
	const run = { startTime: Date.now(), executionTime: 0, executionIndex: 0, source: [null] };
	return { data: { ...run, executionStatus: 'success', data: { main: [[{ json }]] } } };
}

/** n8n's REST interface, used as the editor uses it. */
export class N8nClient {
	private cookie = '';

	private forms: Promise<CredentialForms> | undefined;

	/** Hears what n8n answers to each call, e.g. `GET /rest/workflows`. */
	onAnswer: ((call: string, text: string) => void) | undefined;

	constructor(private readonly n8n: Pick<N8n, 'origin' | 'version' | 'userFolder'>) {}

	/** Sets the owner up where there is none, else signs in. */
	static async signIn(n8n: N8n): Promise<N8nClient> {
		const client = new N8nClient(n8n);
		const setUp = await client.send('POST', '/rest/owner/setup', OWNER);
		if (!setUp.ok) {
			const { email: emailOrLdapLoginId, password } = OWNER;
			await client.request('POST', '/rest/login', { emailOrLdapLoginId, password });
		}
		return client;
	}

	/** A call to the REST interface; gives what stands in the envelope's `data`. */
	async request<T>(method: string, path: string, body?: unknown): Promise<T> {
		const answer = await this.send(method, path, body);
		const text = await answer.text();
		this.onAnswer?.(`${method} ${path}`, text);
		if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 2000)}`);
		const envelope: { data: T } = JSON.parse(text);
		return envelope.data;
	}

	/** A call whose answer the caller reads, e.g. an icon. */
	async send(method: string, path: string, body?: unknown): Promise<Response> {
		const answer = await fetch(this.n8n.origin + path, {
			method,
			redirect: 'manual',
			signal: AbortSignal.timeout(CALL_LIMIT_MS),
			headers: {
				'browser-id': 'browser-of-the-tests',
				// n8n ends a connection that was idle for five seconds: a request sent over it just then would be lost.
				connection: 'close',
				cookie: this.cookie,
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const session = answer.headers.getSetCookie().find((line) => line.startsWith('n8n-auth='));
		if (session !== undefined) this.cookie = session.split(';')[0] ?? '';
		return answer;
	}

	/** As the editor loads them: n8n serves them with it only. */
	async nodeTypes(): Promise<INodeTypeDescription[]> {
		const answer = await this.send('GET', '/types/nodes.json');
		return (await answer.json()) as INodeTypeDescription[];
	}

	/** As the editor loads them: n8n serves them with it only. */
	async credentialTypes(): Promise<ICredentialType[]> {
		const answer = await this.send('GET', '/types/credentials.json');
		return (await answer.json()) as ICredentialType[];
	}

	private async credentialForms(): Promise<CredentialForms> {
		const { version, userFolder } = this.n8n;
		this.forms ??= CredentialForms.of(version, userFolder);
		return await this.forms;
	}

	/** Creates a credential from what a person fills in; untouched fields get their defaults. */
	async createCredential(
		type: string,
		name: string,
		typed: ICredentialDataDecryptedObject,
	): Promise<Credential> {
		const data = (await this.credentialForms()).saved(type, typed);
		return await this.request('POST', '/rest/credentials', { name, type, data });
	}

	async getCredential(id: string): Promise<CredentialForm> {
		return await this.request('GET', `/rest/credentials/${id}?includeData=true`);
	}

	async listCredentials(): Promise<Credential[]> {
		return await this.request('GET', '/rest/credentials');
	}

	/** Opens the credential, changes some fields (none by default) and saves it. */
	async updateCredential(id: string, changes: ICredentialDataDecryptedObject = {}): Promise<void> {
		const { name, type, data: masked } = await this.getCredential(id);
		const data = (await this.credentialForms()).saved(type, { ...masked, ...changes });
		await this.request('PATCH', `/rest/credentials/${id}`, { id, name, type, data });
	}

	/** The test that the editor runs after saving, or with changes that are on screen only. */
	async testCredential(
		id: string,
		changes: ICredentialDataDecryptedObject = {},
	): Promise<TestResult> {
		const { name, type, data } = await this.getCredential(id);
		const credentials = {
			id,
			name,
			type,
			data: (await this.credentialForms()).filled(type, { ...data, ...changes }),
		};
		return await this.request('POST', '/rest/credentials/test', { credentials });
	}

	async deleteCredential(id: string): Promise<void> {
		await this.request('DELETE', `/rest/credentials/${id}`);
	}

	async listTags(): Promise<Tag[]> {
		return await this.request('GET', '/rest/tags');
	}

	async createTag(name: string): Promise<Tag> {
		return await this.request('POST', '/rest/tags', { name });
	}

	/** @param workflow `tags` are IDs */
	async createWorkflow(workflow: WorkflowJson & { tags?: string[] }): Promise<SavedWorkflow> {
		return await this.request('POST', '/rest/workflows', { ...workflow, active: false });
	}

	async getWorkflow(id: string): Promise<SavedWorkflow> {
		return await this.request('GET', `/rest/workflows/${id}`);
	}

	async listWorkflows(): Promise<Array<Pick<SavedWorkflow, 'id' | 'name' | 'active'>>> {
		return await this.request('GET', '/rest/workflows');
	}

	async updateWorkflow(id: string, changes: Partial<WorkflowJson>): Promise<SavedWorkflow> {
		const { versionId } = await this.getWorkflow(id);
		return await this.request('PATCH', `/rest/workflows/${id}`, { ...changes, versionId });
	}

	/** Publishes the newest version: its triggers work from then on (2.41 takes some seconds). */
	async publish(id: string): Promise<void> {
		const { versionId } = await this.getWorkflow(id);
		await this.request('POST', `/rest/workflows/${id}/activate`, { versionId });
	}

	async unpublish(id: string): Promise<void> {
		await this.request('POST', `/rest/workflows/${id}/deactivate`, {});
	}

	/** n8n deletes only what has been archived. */
	async deleteWorkflow(id: string): Promise<void> {
		await this.request('POST', `/rest/workflows/${id}/archive`, {});
		await this.request('DELETE', `/rest/workflows/${id}`);
	}

	/**
	 * "Execute workflow" from its first trigger; gives the execution's id at once.
	 *
	 * @param given what the trigger gives, as the editor's chat sends a message; default: what it does by itself
	 */
	async startWorkflow(id: string, given?: IDataObject): Promise<string> {
		const workflowData = await this.getWorkflow(id);
		const trigger = workflowData.nodes.find(({ type }) => /trigger$/i.test(type));
		if (!trigger) throw new Error(`The workflow ${workflowData.name} has no trigger`);
		const { executionId } = await this.request<{ executionId: string }>(
			'POST',
			`/rest/workflows/${id}/run`,
			{ workflowData, triggerToStartFrom: { name: trigger.name, ...(given && started(given)) } },
		);
		return executionId;
	}

	/** Runs the workflow by hand and waits for its end, good or bad. */
	async runWorkflow(id: string, limitMs = WAIT_LIMIT_MS): Promise<Execution> {
		return await this.waitForExecution(await this.startWorkflow(id), limitMs);
	}

	/** Creates the workflow, runs it by hand and waits for its end. */
	async runOnce(workflow: WorkflowJson, limitMs = WAIT_LIMIT_MS): Promise<Execution> {
		const { id } = await this.createWorkflow(workflow);
		return await this.runWorkflow(id, limitMs);
	}

	async getExecution(id: string): Promise<Execution> {
		const { data, ...rest } = await this.request<Omit<Execution, 'data'> & { data: string }>(
			'GET',
			`/rest/executions/${id}`,
		);
		return { ...rest, data: unflatten(data) as Execution['data'] };
	}

	async waitForExecution(id: string, limitMs = WAIT_LIMIT_MS): Promise<Execution> {
		const end = Date.now() + limitMs;
		while (Date.now() < end) {
			const execution = await this.getExecution(id);
			if (isOver(execution.status)) return execution;
			await sleep(150);
		}
		throw new Error(`Execution ${id} was not over after ${limitMs} ms`);
	}

	/** Newest first. */
	async listExecutions(workflowId: string, limit = 100): Promise<ExecutionSummary[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const { results } = await this.request<{ results: ExecutionSummary[] }>(
			'GET',
			`/rest/executions?filter=${filter}&limit=${limit}`,
		);
		return results;
	}

	/**
	 * Waits until the trigger has started so many executions, and they are over; gives all that are,
	 * oldest first.
	 *
	 * @param since counts only executions that started later, in milliseconds since the epoch
	 */
	async waitForScheduled(
		workflowId: string,
		count: number,
		{ since = 0, limitMs = WAIT_LIMIT_MS }: { since?: number; limitMs?: number } = {},
	): Promise<Execution[]> {
		const end = Date.now() + limitMs;
		while (Date.now() < end) {
			const all = await this.listExecutions(workflowId);
			const over = all.filter(
				({ mode, status, startedAt }) =>
					mode === 'trigger' && isOver(status) && Date.parse(startedAt) >= since,
			);
			if (over.length >= count) {
				return await Promise.all(over.reverse().map(async ({ id }) => await this.getExecution(id)));
			}
			await sleep(250);
		}
		throw new Error(`Workflow ${workflowId}: not ${count} scheduled executions in ${limitMs} ms`);
	}
}
