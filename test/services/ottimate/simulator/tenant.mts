import { companies, foreign, locations } from './data/tenancy.mts';
import type { Call } from './call.mts';
import { forbidden, invalid } from './call.mts';
import type { Company, DimensionValue, Location } from './records.mts';
import { state } from './state.mts';

export function companyName(id: number): string {
	return companies.find((company) => company.id === id)?.name ?? '';
}

export function locationName(id: number): string {
	return locations.find((location) => location.id === id)?.name ?? '';
}

/** The company that a body names; out of scope is 403, unknown a fault of the field. */
export function ownCompany(id: unknown): Company {
	if (typeof id === 'number' && foreign.companies.includes(id)) throw forbidden();
	const company = companies.find((row) => row.id === id);
	if (!company) throw invalid({ ottimate_company_id: ['Unknown company.'] });
	return company;
}

export function ownLocation(id: unknown): Location {
	if (typeof id === 'number' && foreign.locations.includes(id)) throw forbidden();
	const location = locations.find((row) => row.id === id);
	if (!location) throw invalid({ ottimate_location_id: ['Unknown location.'] });
	return location;
}

export function companyFilter(call: Call): number | undefined {
	const id = call.whole('ottimate_company_id');
	if (id !== undefined && foreign.companies.includes(id)) throw forbidden();
	return id;
}

export function neededCompany(call: Call): number {
	call.need('ottimate_company_id');
	return companyFilter(call) ?? 0;
}

export function locationFilter(call: Call): number | undefined {
	const id = call.whole('ottimate_location_id');
	if (id !== undefined && foreign.locations.includes(id)) throw forbidden();
	return id;
}

export function locationsFilter(call: Call): number[] | undefined {
	return call.list('ottimate_location_ids')?.map((text) => {
		if (!/^\d+$/.test(text)) {
			throw invalid({ ottimate_location_ids: ['A comma list of integers is required.'] });
		}
		if (foreign.locations.includes(Number(text))) throw forbidden();
		return Number(text);
	});
}

/** The dimension that a company's ERP code names, as answers show it. */
export function dimensionValue(company: number, code: string): DimensionValue | undefined {
	const found = state.dimensions.find(
		(row) =>
			row.ottimate_company_id === company && (row.erp_dimension_id === code || row.code === code),
	);
	if (!found) return undefined;
	const { id, erp_dimension_id, name } = found;
	return { id, erp_dimension_id, name, code: found.code };
}
