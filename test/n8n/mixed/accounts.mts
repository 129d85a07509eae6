import { randomBytes } from 'node:crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { knownByType } from '../../services/index.mts';
import type { Credential } from '../client.mts';
import type { CredentialTypeName } from '../credentials.mts';
import { CREDENTIAL_TYPES, SERVICE_OF } from '../credentials.mts';
import type { Rig } from '../rig.mts';
import type { SecretLedger } from '../secrets/ledger.mts';

/** No limits of the accounts' own: they would decide how long everything takes. */
const FAST: ICredentialDataDecryptedObject = { requestsPerSecond: 500, requestsPerDay: 0 };

/** What travels in a header has few characters to choose from; a body takes all. */
type Place = 'header' | 'body';

/** The secrets of a type that change at the service and in n8n, by the field's name, which is the same in both. */
function fieldsOf(type: CredentialTypeName): Readonly<Record<string, Place>> {
	const { masked, secret, filled, headers = {} } = knownByType(type);
	// n8n's own OAuth2 masks its fields itself.
	const names = masked.length > 0 ? masked : [secret];
	const sent = Object.values(headers).join(' ');
	return Object.fromEntries(
		names.map((name) => [name, sent.includes(String(filled[name]).trim()) ? 'header' : 'body']),
	);
}

/** A secret with characters that JSON, URLs and forms write differently. */
export function newSecret(place: Place): string {
	const random = randomBytes(15).toString('base64');
	return place === 'header' ? `key:${random}/+=~"\\%` : `word "${random}" \\ /&=+%?# ü€ end`;
}

/** All types of credentials, each with secrets of this run, and one of an OTO marketplace. */
export class Accounts {
	private readonly credentials = new Map<CredentialTypeName, Credential>();

	private constructor(
		private readonly rig: Rig,
		private readonly ledger: SecretLedger,
		readonly marketplace: Credential,
	) {}

	static async create(rig: Rig, ledger: SecretLedger): Promise<Accounts> {
		const marketplaceToken = newSecret('body');
		await rig.sandbox.steer('POST', 'secrets', { service: 'oto', marketplaceToken });
		const marketplace = await rig.credential('otoApi', { ...FAST, refreshToken: marketplaceToken });
		const accounts = new Accounts(rig, ledger, marketplace);
		for (const type of CREDENTIAL_TYPES) await accounts.changeAtService(type);
		for (const type of CREDENTIAL_TYPES) {
			accounts.credentials.set(type, await rig.credential(type, FAST));
		}
		await rig.connectOAuth2(accounts.of('otesseOAuth2Api'));
		return accounts;
	}

	of(type: CredentialTypeName): Credential {
		const credential = this.credentials.get(type);
		if (!credential) throw new Error(`There is no credential of the type ${type}`);
		return credential;
	}

	/** New secrets at the service and, as a person would bring them over, in every credential that has them. */
	async edit(type: CredentialTypeName): Promise<void> {
		const changes = await this.changeAtService(type);
		for (const other of this.sharing(type)) {
			await this.rig.client.updateCredential(this.of(other).id, changes);
		}
	}

	/** The types with the same secrets: both of Otesse's app. */
	private sharing(type: CredentialTypeName): CredentialTypeName[] {
		const names = (of: CredentialTypeName) => Object.keys(fieldsOf(of)).join();
		return CREDENTIAL_TYPES.filter(
			(other) => SERVICE_OF[other] === SERVICE_OF[type] && names(other) === names(type),
		);
	}

	private async changeAtService(type: CredentialTypeName): Promise<Record<string, string>> {
		const fields = Object.entries(fieldsOf(type));
		const changes = Object.fromEntries(fields.map(([name, place]) => [name, newSecret(place)]));
		await this.rig.sandbox.steer('POST', 'secrets', { service: SERVICE_OF[type], ...changes });
		await this.ledger.collect();
		return changes;
	}
}
