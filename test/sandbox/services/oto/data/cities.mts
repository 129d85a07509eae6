export const cityNames = [
	'Riyadh',
	'Jeddah',
	'Dammam',
	'Madinah',
	'Makkah',
	'Tabuk',
	'Abha',
	'Khobar',
	'Buraydah',
];

const arabic = ['الرياض', 'جدة', 'الدمام', 'المدينة', 'مكة', 'تبوك', 'أبها', 'الخبر', 'بريدة'];

const counts: Record<string, number> = { SA: 704, AE: 130, TR: 620, KW: 90, EG: 310 };

const starts: Record<string, string[]> = {
	SA: cityNames,
	AE: ['Dubai', 'Abu Dhabi', 'Sharjah'],
	TR: ['Istanbul', 'Ankara', 'Izmir'],
	KW: ['Kuwait City'],
	EG: ['Cairo', 'Giza'],
};

/** The cities of a country; undefined for one that is not served. */
export function citiesOf(country: string): string[] | undefined {
	const count = counts[country];
	if (count === undefined) return undefined;
	const known = starts[country] ?? [];
	return Array.from({ length: count }, (_, at) => known[at] ?? `Town ${country} ${at + 1}`);
}

/** The cities that couriers serve, with their Arabic names. */
export const served: Array<{ city: string; city_ar: string }> = Array.from(
	{ length: 260 },
	(_, at) => ({
		city: cityNames[at] ?? `Town SA ${at + 1}`,
		city_ar: arabic[at] ?? `بلدة ${at + 1}`,
	}),
);
