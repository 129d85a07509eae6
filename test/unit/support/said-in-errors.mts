import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import ts from 'typescript';

const FOLDERS = ['credentials', 'nodes', 'providers', 'transport'];
/** Calls and properties whose texts a person reads when something went wrong. */
const SAYS = /(Error|\.problem|Failed|unknownFate)$/;
const TOLD = new Set(['message', 'description', 'hint']);
const TELLING = /^(transport|providers\/\w+\/(auth|failures|outcomes))/;

function sources(): string[] {
	return FOLDERS.flatMap((folder) =>
		readdirSync(folder, { recursive: true, encoding: 'utf8' })
			.filter((name) => name.endsWith('.ts'))
			.map((name) => path.join(folder, name)),
	);
}

/** The fixed words of a text, whatever is put into it. */
function wordsOf(node: ts.Node): string[] {
	if (ts.isStringLiteralLike(node)) return [node.text];
	if (ts.isTemplateExpression(node)) {
		return [[node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…')];
	}
	if (ts.isBinaryExpression(node)) return [...wordsOf(node.left), ...wordsOf(node.right)];
	if (ts.isConditionalExpression(node))
		return [...wordsOf(node.whenTrue), ...wordsOf(node.whenFalse)];
	if (ts.isObjectLiteralExpression(node)) {
		return node.properties.flatMap((one) =>
			ts.isPropertyAssignment(one) ? wordsOf(one.initializer) : [],
		);
	}
	return [];
}

/** Every text of the package's sources that an error shows, with its file. */
export function saidInErrors(): Array<{ file: string; text: string }> {
	return sources().flatMap((file) => {
		const texts: string[] = [];
		const visit = (node: ts.Node): void => {
			if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
				if (SAYS.test(node.expression.getText())) {
					texts.push(...(node.arguments ?? []).flatMap(wordsOf));
				}
			}
			if (ts.isPropertyAssignment(node) && TOLD.has(node.name.getText()) && TELLING.test(file)) {
				texts.push(...wordsOf(node.initializer));
			}
			ts.forEachChild(node, visit);
		};
		visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));
		return texts.filter((text) => text.includes(' ')).map((text) => ({ file, text }));
	});
}
