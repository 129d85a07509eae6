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

const firstArabic = [
	'الرياض',
	'جدة',
	'الدمام',
	'المدينة المنورة',
	'مكة المكرمة',
	'تبوك',
	'أبها',
	'الخبر',
	'بريدة',
];

/** Further cities of Saudi Arabia with their Arabic names. */
const others: Array<[name: string, arabic: string]> = [
	['Taif', 'الطائف'],
	['Hail', 'حائل'],
	['Najran', 'نجران'],
	['Jazan', 'جازان'],
	['Yanbu', 'ينبع'],
	['Al Jubail', 'الجبيل'],
	['Al Hofuf', 'الهفوف'],
	['Al Ahsa', 'الأحساء'],
	['Al Mubarraz', 'المبرز'],
	['Al Qatif', 'القطيف'],
	['Dhahran', 'الظهران'],
	['Al Kharj', 'الخرج'],
	['Khamis Mushait', 'خميس مشيط'],
	['Hafar Al Batin', 'حفر الباطن'],
	['Arar', 'عرعر'],
	['Sakaka', 'سكاكا'],
	['Al Bahah', 'الباحة'],
	['Unaizah', 'عنيزة'],
	['Ar Rass', 'الرس'],
	['Bisha', 'بيشة'],
	['Al Qunfudhah', 'القنفذة'],
	['Rabigh', 'رابغ'],
	['Al Ula', 'العلا'],
	['Al Wajh', 'الوجه'],
	['Duba', 'ضباء'],
	['Umluj', 'أملج'],
	['Haql', 'حقل'],
	['Tayma', 'تيماء'],
	['Turaif', 'طريف'],
	['Rafha', 'رفحاء'],
	['Al Qurayyat', 'القريات'],
	['Dumat Al Jandal', 'دومة الجندل'],
	['Az Zulfi', 'الزلفي'],
	['Al Majmaah', 'المجمعة'],
	['Shaqra', 'شقراء'],
	['Ad Dawadimi', 'الدوادمي'],
	['Afif', 'عفيف'],
	['Wadi Ad Dawasir', 'وادي الدواسر'],
	['Al Aflaj', 'الأفلاج'],
	['Sharurah', 'شرورة'],
	['Sabya', 'صبيا'],
	['Abu Arish', 'أبو عريش'],
	['Samtah', 'صامطة'],
	['Muhayil', 'محايل'],
	['An Namas', 'النماص'],
	['Baljurashi', 'بلجرشي'],
	['Ras Tanura', 'رأس تنورة'],
	['Khafji', 'الخفجي'],
	['Buqayq', 'بقيق'],
	['Al Bukayriyah', 'البكيرية'],
];

const saudi: Array<[name: string, arabic: string]> = [
	...cityNames.map((name, at): [string, string] => [name, firstArabic[at] ?? '']),
	...others,
];

const counts: Record<string, number> = { SA: 704, AE: 130, TR: 620, KW: 90, EG: 310 };

const starts: Record<string, string[]> = {
	SA: saudi.map(([name]) => name),
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
	(_, at) => {
		const [city, city_ar] = saudi[at] ?? [`Town SA ${at + 1}`, `بلدة ${at + 1}`];
		return { city, city_ar };
	},
);
