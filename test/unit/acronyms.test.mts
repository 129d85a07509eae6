import { describe, expect, it } from '@jest/globals';

import { endpointFields } from '../../nodes/shared/form/api-request/endpoint-fields';
import { choicesOf } from '../../nodes/shared/form/labels/choices';
import { plainName } from '../../nodes/shared/form/pickers/endpoint-list';
import { actionOf } from '../../nodes/shared/form/labels/names';
import { titled } from '../../nodes/shared/form/labels/wire-names';
import { providers } from '../../providers';
import { services } from '../coverage/services.mts';

/** Abbreviations that no sentence writes with one capital. */
const ABBREVIATIONS =
	'ach api awb bcc bic cc cod crm csv dc erp gl gps hs html http iban id json kyc oto otp pdf pk po qr sku sla sms smtp ssl tls uom upc uri url utc vat xml zip zpl'.split(
		' ',
	);
const MISSPELLED = /\b(attemted|coefficent|continous|graphql|oauth)\b/;

/** Words that are an abbreviation and are not written like one. */
function wrongIn(text: string): string[] {
	return text
		.split(/[^A-Za-z]+/)
		.filter((word) => ABBREVIATIONS.includes(word.toLowerCase().replace(/s$/, '')))
		.filter((word) => word !== word.toUpperCase() && !/^[A-Z]+s$/.test(word));
}

describe('a generated label', () => {
	it.each(providers.map((provider) => [provider.id, provider] as const))(
		'of %s writes abbreviations as such, and words right',
		(_id, provider) => {
			const labels = provider.endpoints.flatMap((row) => [
				plainName(row),
				...endpointFields(provider, row).flatMap(({ label, field: { options = [] } }) => [
					label,
					...choicesOf(options).map((choice) => choice.label),
				]),
			]);
			expect(labels).not.toEqual([]);
			const wrong = labels.filter((label) => wrongIn(label).length > 0 || MISSPELLED.test(label));
			expect([...new Set(wrong)]).toEqual([]);
		},
	);

	it.each([
		['erp_vendor_id', 'ERP Vendor ID'],
		['clickCollectOTP', 'Click Collect OTP'],
		['preparationSla', 'Preparation SLA'],
		['show_contractor_ibans', 'Show Contractor IBANs'],
		['max_rate_per_min', 'Max Rate per Min'],
		['destinationLat', 'Destination Latitude'],
		['org_pk', 'Organization ID'],
	])('of %s is %s', (name, label) => {
		expect(titled(name)).toBe(label);
	});

	it.each([
		['countPdfs', 'expenseGroup', 'Count PDFs for expense group'],
		['getToken', 'oauth', 'Get token for OAuth'],
		['query', 'graphql', 'Query for GraphQL'],
	])('of the action %s of %s is “%s”', (operation, resource, action) => {
		expect(actionOf(operation, { name: titled(resource) })).toBe(action);
	});

	it('is not repeated among a service’s own words', () => {
		for (const { form } of services) {
			const same = Object.entries(form.words ?? {}).filter(
				([word, text]) =>
					titled(word).toLowerCase() === text.toLowerCase() && titled(word) === text,
			);
			expect([form.provider.id, same]).toEqual([form.provider.id, []]);
		}
	});
});
