import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { codexOf } from './codex.mts';
import { manifestOf } from './manifest.mts';
import { readme } from './readme.mts';
import { registry, requestNode } from './request-node.mts';
import { root } from './root.mts';
import type { Service } from './services.mts';
import { reachable } from './sources.mts';

/** What a cut takes over as it is. */
const AS_IT_IS = ['LICENSE.md', 'eslint.config.mjs', 'gulpfile.js', 'index.js', 'tsconfig.json'];

/** Where the sources of a service's package are put. */
export function folderOf({ packageName }: Service): string {
	return path.join(root, '.cache', 'packages', packageName);
}

/** All files of a service's package that are made or rewritten, by their path in it. */
export async function filesOf(service: Service): Promise<Map<string, string>> {
	const { folder, request } = service;
	const manifest = manifestOf(service);
	const { nodes, credentials } = manifest.n8n;
	const registryFile = 'providers/index.ts';
	const requestFile = `nodes/${folder}/${request}.node.ts`;
	const made = new Map([
		[registryFile, registry(service)],
		[requestFile, requestNode(service)],
	]);
	const classes = [...nodes, ...credentials].map((file) =>
		file.replace(/^dist\//, '').replace(/\.js$/, '.ts'),
	);
	const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
	const codex = classes
		.filter((file) => file.endsWith('.node.ts'))
		.map((file): [string, string] => [
			file.replace(/\.ts$/, '.json'),
			json(codexOf(service, path.basename(file, '.node.ts'))),
		]);
	// What the build writes output schemas from; n8n does not load it.
	const outputs = `nodes/${folder}/outputs.ts`;
	return new Map([
		...reachable([...classes, registryFile, outputs], made),
		...codex,
		['package.json', json(manifest)],
		['README.md', await readme(service)],
		['.gitignore', 'node_modules/\ndist/\n*.tgz\n'],
	]);
}

/** Writes the sources of a service's package: a project that builds, lints and packs by itself. */
export async function cut(service: Service): Promise<string> {
	const target = folderOf(service);
	rmSync(target, { recursive: true, force: true });
	for (const [file, content] of await filesOf(service)) {
		mkdirSync(path.dirname(path.join(target, file)), { recursive: true });
		writeFileSync(path.join(target, file), content);
	}
	const nodes = path.join('nodes', service.folder);
	const icons = readdirSync(path.join(root, nodes)).filter((name) => name.endsWith('.svg'));
	for (const file of [...AS_IT_IS, ...icons.map((name) => path.join(nodes, name))]) {
		cpSync(path.join(root, file), path.join(target, file));
	}
	return target;
}
