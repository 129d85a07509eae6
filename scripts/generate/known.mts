import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ICredentialType, INodeType } from 'n8n-workflow';
import type { CredentialTypeName, ServiceId } from '../../providers/index.ts';
import { providers } from '../../providers/index.ts';
import type { CredentialProfile } from '../../transport/contracts/credential.ts';
import type { Provider } from '../../transport/contracts/provider.ts';

export const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

/** @throws Error that names a file that is not there */
export function read(file: string): string {
	if (!exists(file)) throw new Error(`${file} is missing`);
	return readFileSync(path.join(root, file), 'utf8');
}

export function exists(file: string): boolean {
	return existsSync(path.join(root, file));
}

/** A credential type with the class that n8n gets. */
export interface KnownCredential {
	profile: CredentialProfile<CredentialTypeName>;
	/** Below the project. */
	file: string;
	credential: ICredentialType;
}

/** A service with its classes. */
export interface KnownService {
	provider: Provider<ServiceId, CredentialTypeName>;
	/** As the service writes itself. */
	name: string;
	/** Below nodes/, and how the names of its classes begin. */
	folder: string;
	credentials: readonly KnownCredential[];
	action: INodeType;
	trigger?: INodeType;
	/** The files of its nodes, below the project. */
	nodeFiles: readonly string[];
}

/** The name of the class that n8n knows by this name. */
export function classOf(name: string): string {
	return `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
}

/** @throws Error that names the file that is missing, or has no class of its name */
async function made<T>(file: string): Promise<T> {
	if (!exists(file)) throw new Error(`${file} is missing`);
	const classes = (await import(path.join(root, file))) as Record<string, new () => T>;
	const name = path.basename(file).split('.')[0] ?? '';
	const Class = classes[name];
	if (!Class) throw new Error(`${file} exports no class ${name}`);
	return new Class();
}

async function serviceOf(provider: KnownService['provider']): Promise<KnownService> {
	const folder = classOf(provider.id);
	const [actionFile, triggerFile] = [folder, `${folder}Trigger`].map(
		(name) => `nodes/${folder}/${name}.node.ts`,
	) as [string, string];
	const hasTrigger = exists(triggerFile);
	const credentials = await Promise.all(
		provider.credentials.map(async (profile): Promise<KnownCredential> => {
			const file = `credentials/${classOf(profile.name)}.credentials.ts`;
			return { profile, file, credential: await made(file) };
		}),
	);
	return {
		provider,
		name: provider.credentials[0]?.service ?? provider.name,
		folder,
		credentials,
		action: await made(actionFile),
		...(hasTrigger ? { trigger: await made<INodeType>(triggerFile) } : {}),
		nodeFiles: hasTrigger ? [actionFile, triggerFile] : [actionFile],
	};
}

/** All services of providers/index.ts. */
export async function knownServices(): Promise<readonly KnownService[]> {
	return await Promise.all(providers.map(serviceOf));
}
