import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { cut } from './cut.mts';
import { root } from './root.mts';
import type { Service } from './services.mts';

const execute = promisify(execFile);

/** As many as a small machine compiles side by side. */
const AT_ONCE = 2;

/** Runs a command of the project's own tools in a cut. */
export async function runIn(folder: string, command: string, args: string[]): Promise<string> {
	const PATH = `${path.join(root, 'node_modules', '.bin')}${path.delimiter}${process.env.PATH}`;
	const { stdout } = await execute(command, args, {
		cwd: folder,
		// Not jest's `test`: eslint-plugin-n8n-nodes-base takes other files for nodes where NODE_ENV says so.
		env: { ...process.env, PATH, NODE_ENV: 'production' },
	}).catch((error: Error & { stdout?: string; stderr?: string }) => {
		const said = [error.message, error.stdout, error.stderr].join('\n');
		throw new Error(`${command} ${args.join(' ')} in ${folder}: ${said}`);
	});
	return stdout;
}

/** A package that could be published. */
export interface Built {
	name: string;
	id: string;
	/** Its sources and its dist/. */
	folder: string;
	tarball: string;
	unpackedSize: number;
	files: string[];
}

/** Cuts, builds and packs a service's package. */
export async function build(service: Service): Promise<Built> {
	const folder = await cut(service);
	await runIn(folder, 'npm', ['run', '--silent', 'build']);
	const into = path.dirname(folder);
	const said = await runIn(folder, 'npm', ['pack', '--json', '--pack-destination', into]);
	const [report] = JSON.parse(said) as Array<{
		filename: string;
		unpackedSize: number;
		files: Array<{ path: string }>;
	}>;
	if (!report) throw new Error(`npm pack said nothing: ${said}`);
	const { filename, unpackedSize, files } = report;
	return {
		name: service.packageName,
		id: service.provider.id,
		folder,
		tarball: path.join(into, filename),
		unpackedSize,
		files: files.map((file) => file.path),
	};
}

/** Cuts, builds and packs several, in the order given. */
export async function buildAll(services: readonly Service[]): Promise<Built[]> {
	const built: Built[] = [];
	const open = [...services.entries()];
	const worker = async () => {
		for (let next = open.shift(); next; next = open.shift()) {
			const [at, service] = next;
			built[at] = await build(service);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, worker));
	return built;
}
