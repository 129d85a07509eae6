import type { EChartsOption } from 'echarts';
import * as echarts from 'echarts';

const WIDTH = 720;
const HEIGHT = 360;
const COLORS = ['#2563eb', '#c2410c', '#15803d', '#7c3aed'];

export interface Plot {
	title: string;
	xLabel: string;
	yLabel: string;
	series: ReadonlyArray<{ name: string; points: ReadonlyArray<readonly [number, number]> }>;
}

/** Lines through points, as SVG. The same figures give the same text. */
export function linePlot({ title, xLabel, yLabel, series }: Plot): string {
	const chart = echarts.init(null, null, {
		renderer: 'svg',
		ssr: true,
		width: WIDTH,
		height: HEIGHT,
	});
	const option: EChartsOption = {
		animation: false,
		backgroundColor: '#ffffff',
		color: COLORS,
		title: { text: title, left: 'center', textStyle: { fontSize: 15 } },
		legend: { top: 28 },
		grid: { left: 70, right: 24, top: 64, bottom: 48 },
		xAxis: { type: 'value', name: xLabel, nameLocation: 'middle', nameGap: 28 },
		yAxis: { type: 'value', name: yLabel, nameLocation: 'middle', nameGap: 48, min: 0 },
		series: series.map(({ name, points }) => ({
			type: 'line',
			name,
			symbolSize: points.length > 20 ? 0 : 6,
			data: points.map(([x, y]) => [x, y]),
		})),
	};
	chart.setOption(option);
	const svg = chart.renderToSVGString();
	chart.dispose();
	return `${svg.replace(/zr\d+-/g, 'zr-')}\n`;
}
