import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	INodeParameters,
} from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { n8nFolder } from './versions.mts';
import type { N8nVersion } from './versions.mts';

/** n8n adds these fields to types that it serves to its editor; the builds do not have them. */
const OF_N8N = ['allowedHttpRequestDomains', 'allowedDomains'];

/** What n8n's editor makes of what a person fills in: it knows each type's fields. */
export class CredentialForms {
	private constructor(private readonly types: ReadonlyMap<string, ICredentialType>) {}

	/** The types of n8n's own nodes and of the packages that are installed beside them, as their builds describe them. */
	static async of(version: N8nVersion, userFolder: string): Promise<CredentialForms> {
		const types = new Map<string, ICredentialType>();
		const installed = path.join(userFolder, '.n8n', 'nodes', 'node_modules');
		const folders = [path.join(await n8nFolder(version), 'node_modules', 'n8n-nodes-base')];
		for await (const name of glob('*', { cwd: installed }))
			folders.push(path.join(installed, name));
		for (const folder of folders) {
			const file = path.join(folder, 'dist', 'types', 'credentials.json');
			const described: ICredentialType[] = JSON.parse(await readFile(file, 'utf8'));
			for (const type of described) types.set(type.name, type);
		}
		return new CredentialForms(types);
	}

	/** All fields of an open form: untouched ones have their defaults. */
	filled(type: string, data: ICredentialDataDecryptedObject): INodeParameters {
		const defaults = this.propertiesOf(type).map(({ name, default: value }) => [name, value]);
		const typed = Object.entries(data).filter(([, value]) => value !== '');
		return Object.fromEntries([...defaults, ...typed]);
	}

	/** What the editor sends when it saves: of the shown fields, those that differ from the default. */
	saved(type: string, data: ICredentialDataDecryptedObject): INodeParameters {
		const form = this.filled(type, data);
		const properties = this.propertiesOf(type);
		const known = NodeHelpers.getNodeParameters(properties, form, false, false, null, null) ?? {};
		const added = OF_N8N.filter((name) => name in form).map((name) => [name, form[name]]);
		return { ...Object.fromEntries(added), ...known };
	}

	/** Own and inherited fields of a credential type. */
	private propertiesOf(type: string): ICredentialType['properties'] {
		const found = this.types.get(type);
		if (!found) throw new Error(`n8n knows no credential type ${type}`);
		const inherited = (found.extends ?? []).flatMap((parent) => this.propertiesOf(parent));
		const own = new Set(found.properties.map(({ name }) => name));
		return [...inherited.filter(({ name }) => !own.has(name)), ...found.properties];
	}
}
