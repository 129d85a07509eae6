import { createRequire } from 'node:module';
import path from 'node:path';

import type { ICredentialType, INodeType } from 'n8n-workflow';

interface Manifest {
	n8n: { credentials: string[]; nodes: string[] };
}

type Constructor<T> = new () => T;

/** The built package: its credential types and nodes by name. */
export interface BuiltPackage {
	credentials: Map<string, ICredentialType>;
	nodes: Map<string, INodeType>;
}

/**
 * Loads the built classes: of this package, or of the one that PACKAGE_FOLDER or `root` names.
 *
 * @param load how a file is required; jest's module registry keeps one copy, `jest.isolateModules` gives another
 * @param root the package's folder
 */
export function loadPackage(
	load: (file: string) => Record<string, unknown>,
	root = process.env.PACKAGE_FOLDER ?? process.cwd(),
): BuiltPackage {
	const manifest: Manifest = createRequire(path.join(root, 'package.json'))('./package.json');
	const classOf = <T,>(file: string): Constructor<T> => {
		const name = path.basename(file).split('.')[0] ?? '';
		return load(path.join(root, file))[name] as Constructor<T>;
	};
	const credentials = manifest.n8n.credentials.map(
		(file) => new (classOf<ICredentialType>(file))(),
	);
	const nodes = manifest.n8n.nodes.map((file) => new (classOf<INodeType>(file))());
	return {
		credentials: new Map(credentials.map((type) => [type.name, type])),
		nodes: new Map(nodes.map((node) => [node.description.name, node])),
	};
}
