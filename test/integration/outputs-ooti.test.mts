import { beforeEach, describe, expect, it } from '@jest/globals';

import { outputs } from '../../nodes/Ooti/outputs';
import { partsOf } from '../../nodes/shared/form/operation-inputs';
import { rowsIn } from '../../nodes/shared/form/operation-choice';
import { rowsOf } from '../services/ooti/simulator/store.mts';
import { entries } from '../services/ooti/simulator/table.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { OutputBench } from './support/output-bench.mts';

const sandbox = sandboxForTests();

describe('what OOTI’s operations give', () => {
	const bench = new OutputBench(sandbox, outputs, 'Ooti');
	const known = rowsIn(outputs.form).filter(
		({ operation, binary }) => operation === 'delete' || binary,
	);

	beforeEach(() => {
		bench.restart();
	});

	it('is said of deletions and files only', () => {
		const keys = known.map(({ resource, operation }) => `${resource}.${operation}`);
		expect([...bench.schemas.keys()].sort()).toEqual(keys.sort());
	});

	it('for deletions and files', async () => {
		for (const { resource, operation, path } of known) {
			const [part = ''] = partsOf(path);
			const entry = entries.find((one) => one.path === path);
			const owner = { org_pk: 210, project_pk: 41 }[part];
			const id = owner ?? rowsOf(entry?.resource ?? '').at(-1)?.id;
			await bench.call(`${resource}.${operation}`, { [part]: id });
		}
	});

	it('was all seen, with every key of the schemas', () => {
		expect(bench.unseen()).toEqual([]);
	});
});
