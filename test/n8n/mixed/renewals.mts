import type { Fault } from '../../sandbox/core/types.mts';
import type { CredentialTypeName } from '../credentials.mts';
import { SERVICE_OF } from '../credentials.mts';
import type { Rig } from '../rig.mts';
import type { SecretKind } from '../secrets/finder.mts';
import type { SecretLedger } from '../secrets/ledger.mts';
import type { Accounts } from './accounts.mts';
import { newSecret } from './accounts.mts';
import type { Editor } from './editor.mts';
import type { Job, Runner } from './runner.mts';

/** Token requests of a service that are broken at once. */
const TIMES = 20;

/** A secret that is mistyped and changed, and how token requests fail meanwhile. */
interface Trouble {
	type: CredentialTypeName;
	field: string;
	kind: SecretKind;
	/** Absent where there is no token to renew. */
	fault?: Omit<Fault, 'service' | 'kind' | 'times'>;
}

const TROUBLES: readonly Trouble[] = [
	{
		type: 'ottimateApi',
		field: 'clientSecret',
		kind: 'client secret',
		fault: { status: 400, echo: true },
	},
	{ type: 'ootiApi', field: 'apiToken', kind: 'API key' },
	{
		type: 'otoApi',
		field: 'refreshToken',
		kind: 'refresh token',
		fault: { status: 400, echo: true },
	},
	{ type: 'ootiJwtApi', field: 'password', kind: 'password', fault: { status: 400, echo: true } },
	{
		type: 'dooApi',
		field: 'clientSecret',
		kind: 'client secret',
		fault: { status: 503, echo: true },
	},
	{ type: 'otesseApi', field: 'apiKey', kind: 'API key' },
	{
		type: 'otesseAppApi',
		field: 'clientSecret',
		kind: 'client secret',
		fault: { reset: 'before' },
	},
	{
		type: 'dooApi',
		field: 'clientSecret',
		kind: 'client secret',
		fault: { status: 400, echo: true },
	},
	{ type: 'ottimateApi', field: 'apiKey', kind: 'API key', fault: { malform: true } },
];

/** What goes alone, as it breaks the tokens of everybody: tests with wrong secrets, renewals that fail, changed secrets. */
export class Renewals {
	private turn = 0;

	edits = 0;

	/** @param jobs one for each type of credential, which needs a token */
	constructor(
		private readonly rig: Rig,
		private readonly ledger: SecretLedger,
		private readonly accounts: Accounts,
		private readonly editor: Editor,
		private readonly runner: Runner,
		private readonly jobs: ReadonlyMap<CredentialTypeName, Job>,
	) {}

	/** The next trouble. Afterwards everything works again. */
	async next(): Promise<void> {
		const trouble = TROUBLES[this.turn++ % TROUBLES.length];
		if (!trouble) return;
		const { type, field, kind } = trouble;
		const service = SERVICE_OF[type];
		await this.runner.attempt('tests of credentials', async () => await this.editor.testAll());
		const wrong = newSecret(kind === 'API key' ? 'header' : 'body');
		this.ledger.add({ service, kind, value: wrong });
		await this.runner.attempt(`test of a wrong ${type}`, async () => {
			await this.editor.testWrong(type, field, wrong);
		});
		await this.fail(trouble);
		await this.runner.attempt(`a changed ${type}`, async () => {
			await this.accounts.edit(type);
			this.edits += 1;
		});
	}

	private async fail({ type, fault }: Trouble): Promise<void> {
		const job = this.jobs.get(type);
		if (!job || !fault) return;
		const service = SERVICE_OF[type];
		await this.rig.revokeTokens(service);
		await this.runner.run({
			...job,
			ends: 'error',
			fault: { ...fault, service, kind: 'token', times: TIMES },
		});
		await this.rig.sandbox.steer('DELETE', 'faults');
	}
}
