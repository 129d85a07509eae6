import type { Special } from '../../services/calls.mts';
import { testedById } from '../../services/index.mts';

/** Without an entry a row is filled in with samples, and takes all of its fields at once. */
export function specialOf(service: string, name: string): Special {
	return testedById(service).calls.special?.[name] ?? {};
}

/** Fields of a row that the form does not ask for. */
export function droppedOf(service: string, name: string): readonly string[] {
	return testedById(service).calls.dropped?.[name] ?? [];
}
