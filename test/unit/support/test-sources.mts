import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The text of a test file, and of the files beside it that it imports. */
export function textOfTest(file: string): string {
	const text = readFileSync(file, 'utf8');
	const near = [...text.matchAll(/from '(\.\/[\w-]+\.mts)'/g)].map(([, name = '']) =>
		path.join(path.dirname(file), name),
	);
	return [text, ...near.filter(existsSync).map((one) => readFileSync(one, 'utf8'))].join('\n');
}
