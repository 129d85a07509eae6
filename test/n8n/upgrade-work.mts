import { knownByType, tested } from '../services/index.mts';
import type { Credential, SavedWorkflow } from './client.mts';
import type { CredentialTypeName } from './credentials.mts';
import { CREDENTIAL_TYPES, SERVICE_OF } from './credentials.mts';
import type { Execution } from './execution.mts';
import { consent } from './oauth2-consent.mts';
import type { Rig } from './rig.mts';
import { serviceExample } from './service-examples.mts';
import type { StoredCredential } from './stored.mts';
import { storedCredential } from './stored.mts';
import type { WorkflowJson } from './workflows.mts';
import { chain, httpRequest, manualTrigger, providerRequest } from './workflows.mts';

/** The example that shows each service best: it only reads. */
const EXAMPLES: ReadonlyArray<[file: string, credential: CredentialTypeName]> = tested.flatMap(
	({ outputs, examples }) => {
		const { example } = outputs.form.provider;
		const { credential } = examples.find(({ name }) => name === example) ?? {};
		return credential === undefined ? [] : [[`${example}.json`, credential]];
	},
);

export const JOBS: readonly string[] = [
	...CREDENTIAL_TYPES.map((type) => `Provider Request with ${type}`),
	'HTTP Request with ottimateApi',
	...EXAMPLES.map(([file]) => file),
];

/** What a person has saved in n8n: a credential of each type, and workflows that use them. */
export class SavedWork {
	private readonly credentials = new Map<CredentialTypeName, Credential>();

	private readonly workflows = new Map<string, SavedWorkflow>();

	private constructor(private readonly rig: Rig) {}

	/** @param folder the sources of the version that n8n has: its examples are saved */
	static async save(rig: Rig, folder: string): Promise<SavedWork> {
		const work = new SavedWork(rig);
		for (const type of CREDENTIAL_TYPES) {
			work.credentials.set(type, await rig.credential(type, { requestsPerDay: 0 }));
		}
		await consent(rig.client, work.credential('otesseOAuth2Api').id);
		for (const type of CREDENTIAL_TYPES) {
			const service = SERVICE_OF[type];
			const { path: endpoint } = knownByType(type).call;
			const credential = work.credential(type);
			const request = { endpoint, method: 'GET', service, credential, limit: 5 };
			const name = `Provider Request with ${type}`;
			await work.add(chain(name, manualTrigger(), providerRequest(request)));
		}
		const credential = work.credential('ottimateApi');
		const url = `${rig.sandbox.baseUrls.ottimate}/accounts`;
		await work.add(
			chain('HTTP Request with ottimateApi', manualTrigger(), httpRequest({ credential, url })),
		);
		for (const [file, type] of EXAMPLES) {
			const example = await serviceExample(file, work.credential(type), {}, folder);
			await work.add({ ...example, name: file });
		}
		return work;
	}

	credential(type: CredentialTypeName): Credential {
		const credential = this.credentials.get(type);
		if (!credential) throw new Error(`No credential ${type} is saved`);
		return credential;
	}

	/** Runs every workflow once, one after the other. */
	async runAll(): Promise<Map<string, Execution>> {
		const runs = new Map<string, Execution>();
		for (const [name, { id }] of this.workflows) {
			runs.set(name, await this.rig.client.runWorkflow(id));
		}
		return runs;
	}

	/** The credentials as they lie in the database. */
	stored(): Array<StoredCredential & { type: string }> {
		const { userFolder } = this.rig.n8n;
		return [...this.credentials.values()].map(({ id, type }) => ({
			type,
			...storedCredential(userFolder, id),
		}));
	}

	private async add(workflow: WorkflowJson): Promise<void> {
		this.workflows.set(workflow.name, await this.rig.client.createWorkflow(workflow));
	}
}
