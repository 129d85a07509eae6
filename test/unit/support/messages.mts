import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import ts from 'typescript';

const root = path.join(__dirname, '..', '..', '..');
const SOURCES = ['credentials', 'nodes', 'providers', 'transport'];
/** What errors are made with: the message is the first text among the arguments. */
const MAKERS = /^(problem|inputError|refuse|super|UserError|NodeOperationError|NodeApiError)$/;
/** Properties that hold a message, or the words for one record that failed. */
const HOLDERS = ['message', 'failure'];
/** What stands for a value in a message. */
export const VALUE = '…';

/** A message of our own code, values as `…`. */
export interface Message {
	text: string;
	/** File and line. */
	where: string;
}

/** All texts that an expression can be. */
function textsOf(node: ts.Expression): string[] {
	if (ts.isStringLiteralLike(node)) return [node.text];
	if (ts.isTemplateExpression(node)) {
		const spans = node.templateSpans.map(({ literal }) => VALUE + literal.text);
		return [node.head.text + spans.join('')];
	}
	if (ts.isConditionalExpression(node)) {
		return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
	}
	if (ts.isBinaryExpression(node)) return textsOf(node.right);
	if (ts.isParenthesizedExpression(node)) return textsOf(node.expression);
	// `text`.trim()
	if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
		return textsOf(node.expression.expression);
	}
	return [];
}

/** The message of a call that makes an error. */
function made(node: ts.CallExpression | ts.NewExpression): string[] {
	const callee = node.expression;
	const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : callee.getText();
	const isValueError = name === 'ValueError';
	if (!MAKERS.test(name) && !isValueError) return [];
	for (const argument of node.arguments ?? []) {
		const texts = textsOf(argument);
		// The field's name comes before what a reader of values says.
		if (texts.length > 0) return isValueError ? texts.map((text) => `"${VALUE}" ${text}`) : texts;
	}
	return [];
}

function held(node: ts.PropertyAssignment): string[] {
	return HOLDERS.includes(node.name.getText()) ? textsOf(node.initializer) : [];
}

function parsed(file: string): ts.SourceFile {
	const text = readFileSync(path.join(root, file), 'utf8');
	return ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
}

function messagesOf(file: string): Message[] {
	const source = parsed(file);
	const messages: Message[] = [];
	const visit = (node: ts.Node): void => {
		const texts =
			ts.isCallExpression(node) || ts.isNewExpression(node)
				? made(node)
				: ts.isPropertyAssignment(node)
					? held(node)
					: [];
		const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
		for (const found of texts) messages.push({ text: found, where: `${file}:${line}` });
		ts.forEachChild(node, visit);
	};
	visit(source);
	return messages;
}

/** Every message that our own code can show to a person, as far as it stands in the source as a text. */
export function ownMessages(): Message[] {
	return files().flatMap(messagesOf);
}

/** Every text of the sources, whatever it is for. */
export function ownTexts(): string[] {
	return files().flatMap((file) => {
		const texts: string[] = [];
		const visit = (node: ts.Node): void => {
			if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node))
				texts.push(...textsOf(node));
			ts.forEachChild(node, visit);
		};
		visit(parsed(file));
		return texts;
	});
}

function files(): string[] {
	return SOURCES.flatMap((folder) =>
		readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
			.filter((name) => name.endsWith('.ts'))
			.map((name) => path.join(folder, name)),
	);
}

/** The fixed words of a message, in order; those that hold a letter. */
export function fixedWords(text: string): string[] {
	return text
		.replace(/ \[item …\]$/, '')
		.split(VALUE)
		.map((words) => words.trim())
		.filter((words) => /\p{L}{2}/u.test(words));
}
