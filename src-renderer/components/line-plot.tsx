import { useElementSize } from '@mantine/hooks';
import classes from './line-plot.module.css';
import { PlotFrame, PlotLabel } from './plot-frame.tsx';

export interface LinePoint {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly value: number;
}

interface LinePlotProps {
  /** What is drawn, in a sentence for whoever can't see it. */
  readonly summary: string;
  /** Two at least, the oldest first. */
  readonly points: readonly LinePoint[];
  /** The largest value that there can be; the smallest is 0. */
  readonly top: number;
  readonly dateText: (at: number) => string;
}

const height = 168;
const margin = { top: 10, right: 14, bottom: 24, left: 34 };
const smallest = 240;
const lines = 4;

/** One line over time. Whoever wants the numbers finds them in the table that stands beside each use of it. */
export function LinePlot({ summary, points, top, dateText }: LinePlotProps) {
  const { ref, width: measured } = useElementSize();
  const width = Math.max(measured, smallest);
  const inner = { width: width - margin.left - margin.right, height: height - margin.top - margin.bottom };
  const [from, to] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 1];
  const xOf = (at: number): number => margin.left + (inner.width * (at - from)) / Math.max(to - from, 1);
  const yOf = (value: number): number => margin.top + inner.height * (1 - value / top);
  const path = points.map(({ at, value }) => `${xOf(at).toFixed(1)},${yOf(value).toFixed(1)}`).join(' ');
  const ticks = Array.from({ length: lines + 1 }, (_, at) => (top / lines) * at);
  return (
    <PlotFrame {...{ summary, margin, yOf, ref }} size={{ width, height }} ticks={ticks.map((value) => ({ value, label: value }))}>
      <polyline className={classes['line']} points={path} />
      {points.map(({ at, value }) => (
        <circle key={at} className={classes['dot']} cx={xOf(at)} cy={yOf(value)} r={points.length > 60 ? 1.5 : 3} />
      ))}
      <PlotLabel x={margin.left} y={height - 6} textAnchor="start">
        {dateText(from)}
      </PlotLabel>
      <PlotLabel x={width - margin.right} y={height - 6} textAnchor="end">
        {dateText(to)}
      </PlotLabel>
    </PlotFrame>
  );
}
