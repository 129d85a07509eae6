import type {
	INodeProperties,
	INodePropertyCollection,
	INodePropertyMode,
	INodePropertyOptions,
} from 'n8n-workflow';

import { credentials, nodes } from './package-classes.mts';

/** One thing that a person reads in a form, and where it stands. */
export interface Shown<T> {
	where: string;
	it: T;
}

type Option = NonNullable<INodeProperties['options']>[number];

const isChoice = (option: Option): option is INodePropertyOptions => 'value' in option;
const isGroup = (option: Option): option is INodePropertyCollection => 'values' in option;
const isProperty = (option: Option): option is INodeProperties => 'type' in option;

/** Every parameter of the properties, those inside collections and groups too. */
function inside(
	properties: readonly INodeProperties[],
	where: string,
): Array<Shown<INodeProperties>> {
	return properties.flatMap((property) => {
		const place = `${where}.${property.name}`;
		const { options = [] } = property;
		return [
			{ where: place, it: property },
			...inside(options.filter(isProperty), place),
			...options.filter(isGroup).flatMap(({ name, values }) => inside(values, `${place}.${name}`)),
		];
	});
}

const forms = [
	...nodes.map(({ made: { description } }) => description),
	...credentials.map(({ made }) => made),
];

/** All parameters that a person sees, of all nodes and credentials. */
export const parameters = forms
	.flatMap(({ name, properties }) => inside(properties, name))
	.filter(({ it: { type } }) => type !== 'hidden' && type !== 'notice');

/** All entries of their dropdowns. */
export const choices: Array<Shown<INodePropertyOptions>> = parameters.flatMap(({ where, it }) =>
	(it.options ?? []).filter(isChoice).map((choice) => ({ where, it: choice })),
);

/** All operations. */
export const operations = choices.filter(({ where }) => /\.operation$/.test(where));

/** Placeholders of parameters and of the ways to give a record. */
export const placeholders: Array<Shown<string>> = parameters.flatMap(({ where, it }) => {
	const modes: INodePropertyMode[] = it.modes ?? [];
	return [it, ...modes].flatMap(({ placeholder }) =>
		placeholder === undefined ? [] : [{ where, it: placeholder }],
	);
});
