import { useElementSize } from '@mantine/hooks';
import { type PointerEvent, useState } from 'react';
import { PlotFrame, PlotLabel } from '../../components/plot-frame.tsx';
import { useTranslation } from '../../i18n/use-translation.ts';
import classes from './plot.module.css';
import { labelledDays, ticksUpTo } from './plot-scale.ts';
import { useTexts } from './use-texts.ts';

export interface DayValue {
  /** Its midnight, epoch milliseconds. */
  readonly day: number;
  readonly value: number;
}

const height = 190;
const margin = { top: 8, right: 12, bottom: 26, left: 44 };
const labelPixels = 92;

interface PlotProps {
  /** What is drawn, in a sentence for whoever can't see it. */
  readonly summary: string;
  readonly days: readonly DayValue[];
  readonly tone: 'calm' | 'bad' | 'other';
}

/** One bar per day; pointing at a day tells its number. */
export function Plot({ summary, days, tone }: PlotProps) {
  const { i18n } = useTranslation();
  const texts = useTexts();
  const { ref, width: measured } = useElementSize();
  const [pointed, setPointed] = useState<number | null>(null);
  const width = Math.max(measured, 320);
  const inner = { width: width - margin.left - margin.right, height: height - margin.top - margin.bottom };
  const ticks = ticksUpTo(Math.max(0, ...days.map(({ value }) => value)));
  const top = ticks.at(-1) ?? 1;
  const step = inner.width / Math.max(days.length, 1);
  const gap = step > 6 ? 2 : step > 3 ? 1 : 0;
  const yOf = (value: number): number => margin.top + inner.height * (1 - value / top);
  const short = new Intl.DateTimeFormat(i18n.language, { day: 'numeric', month: 'short' });
  const point = (event: PointerEvent<SVGSVGElement>): void => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left - margin.left;
    const at = Math.floor(x / step);
    setPointed(at >= 0 && at < days.length ? at : null);
  };
  const told = pointed === null ? undefined : days[pointed];
  return (
    <PlotFrame
      {...{ summary, margin, tone, yOf, ref }}
      size={{ width, height }}
      ticks={ticks.map((value) => ({ value, label: texts.number(value) }))}
      onPointerMove={point}
      onPointerLeave={() => setPointed(null)}
      over={
        <p className={classes['told']} aria-hidden="true">
          {told === undefined ? '' : `${texts.date(told.day)}: ${texts.number(told.value)}`}
        </p>
      }
    >
      {days.map(({ day, value }, at) => (
        <rect
          key={day}
          className={classes['bar']}
          data-pointed={at === pointed || undefined}
          x={margin.left + at * step + gap / 2}
          width={Math.max(step - gap, 1)}
          y={yOf(value)}
          height={Math.max(margin.top + inner.height - yOf(value), 0)}
          rx={step > 8 ? 2 : 0}
        />
      ))}
      {labelledDays(days.length, Math.floor(inner.width / labelPixels)).map((at) => (
        <PlotLabel
          key={at}
          x={margin.left + (at + 0.5) * step}
          y={height - 8}
          textAnchor={at === days.length - 1 && step < labelPixels / 2 ? 'end' : 'middle'}
        >
          {short.format(days[at]?.day)}
        </PlotLabel>
      ))}
    </PlotFrame>
  );
}
