import { parse } from 'yaml';

interface Field {
	type?: string;
	id?: string;
	attributes?: { label?: string; value?: string; options?: unknown[] };
}

interface Form {
	name?: string;
	description?: string;
	body?: Field[];
}

const TYPES = ['markdown', 'input', 'textarea', 'dropdown', 'checkboxes'];

/** What GitHub would refuse in an issue form: it shows a broken one to nobody. */
export function formProblems(file: string, text: string): string[] {
	const { name, description, body = [] }: Form = parse(text);
	const problems: string[] = [];
	if (!name || !description) problems.push('has no name or no description');
	if (!body.some(({ type }) => type !== 'markdown')) problems.push('asks nothing');
	const ids = body.flatMap(({ id }) => id ?? []);
	if (new Set(ids).size < ids.length) problems.push('has an id twice');
	for (const [index, { type = '', attributes = {} }] of body.entries()) {
		if (!TYPES.includes(type)) problems.push(`field ${index} has the type "${type}"`);
		const words = type === 'markdown' ? attributes.value : attributes.label;
		if (!words) problems.push(`field ${index} says nothing`);
		const chooses = type === 'dropdown' || type === 'checkboxes';
		if (chooses && !attributes.options?.length) problems.push(`field ${index} offers nothing`);
	}
	return problems.map((words) => `${file}: ${words}`);
}
