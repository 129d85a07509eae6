import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './versions.mts';

export interface Figures {
	tokens: number;
	calls: number;
	failed: number;
}

/** Collects what the gate scenarios measured and writes it as a Markdown table below `.cache`. */
export class GateTable {
	private readonly cells = new Map<string, Map<string, Figures>>();

	constructor(private readonly version: string) {}

	add(scenario: string, sender: string, type: string, figures: Figures): void {
		const name = `${scenario} | ${sender}`;
		const row = this.cells.get(name) ?? new Map<string, Figures>();
		row.set(type, figures);
		this.cells.set(name, row);
	}

	toString(): string {
		const types = [...new Set([...this.cells.values()].flatMap((row) => [...row.keys()]))];
		const lines = [...this.cells.entries()]
			.sort(([a], [b]) => a.localeCompare(b))
			.map(([name, row]) => {
				const cells = types.map((type) => {
					const figures = row.get(type);
					return figures ? `${figures.tokens} / ${figures.calls} / ${figures.failed}` : '-';
				});
				return `| ${name} | ${cells.join(' | ')} |`;
			});
		return [
			`| scenario | through | ${types.join(' | ')} |`,
			`|${' --- |'.repeat(types.length + 2)}`,
			...lines,
			'',
			'Each cell: token requests / calls / failed items.',
			'',
		].join('\n');
	}

	write(): void {
		const folder = path.join(root, '.cache');
		mkdirSync(folder, { recursive: true });
		writeFileSync(path.join(folder, `gate-${this.version}.md`), this.toString());
	}
}
