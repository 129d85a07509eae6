import { readdirSync } from 'node:fs';
import path from 'node:path';
import { inWords } from './blocks.mts';
import { read, root } from './known.mts';
import type { Files } from './manifest.mts';

interface Manifest {
	license: string;
	dependencies?: Record<string, string>;
}

const LETTER = 6.6;
const PADDING = 8;
const GREY = '#4b5563';

/** Two words side by side, as README files show them. */
function badge(name: string, value: string, colour: string): string {
	const [left = 0, right = 0] = [name, value].map((text) => text.length * LETTER + 2 * PADDING);
	const width = Math.round(left + right);
	const text = (at: number, words: string) =>
		`<text x="${Math.round(at)}" y="14" text-anchor="middle">${words}</text>`;
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" role="img" aria-label="${name}: ${value}"><rect width="${width}" height="20" rx="3" fill="${GREY}"/><rect x="${Math.round(left)}" width="${width - Math.round(left)}" height="20" rx="3" fill="${colour}"/><g fill="#fff" font-family="Verdana, DejaVu Sans, sans-serif" font-size="11">${text(left / 2, name)}${text(left + right / 2, value)}</g></svg>\n`;
}

/** The badges of README: what package.json and the pinned versions of n8n say. */
export function badgeFiles(): Files {
	const { license, dependencies = {} } = JSON.parse(read('package.json')) as Manifest;
	const versions = readdirSync(path.join(root, 'scripts/n8n/versions'))
		.map((version) => version.split('.').slice(0, 2).join('.'))
		.sort((a, b) => Number(b) - Number(a));
	const count = Object.keys(dependencies).length;
	return new Map([
		['docs/badges/licence.svg', badge('licence', license, '#15803d')],
		['docs/badges/n8n.svg', badge('tested with n8n', inWords(versions), '#15803d')],
		[
			'docs/badges/dependencies.svg',
			badge('runtime dependencies', count === 0 ? 'none' : String(count), '#15803d'),
		],
		['docs/badges/npm.svg', badge('npm', 'not published yet', '#b45309')],
	]);
}
