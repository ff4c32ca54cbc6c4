import type { PointerEventHandler, ReactNode, Ref } from 'react';
import classes from './plot-frame.module.css';

interface Margin {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

interface PlotFrameProps {
  /** What is drawn, in a sentence for whoever can't see it. */
  readonly summary: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly margin: Margin;
  readonly tone?: 'calm' | 'bad' | 'other';
  readonly ticks: readonly { readonly value: number; readonly label: string | number }[];
  readonly yOf: (value: number) => number;
  readonly ref: Ref<HTMLDivElement>;
  readonly onPointerMove?: PointerEventHandler<SVGSVGElement>;
  readonly onPointerLeave?: () => void;
  /** What is drawn over the grid. */
  readonly children: ReactNode;
  /** Over the drawing. */
  readonly over?: ReactNode;
}

/** The ground of a plot: lines across, and what they stand for. */
export function PlotFrame({ summary, size, margin, tone = 'calm', ticks, yOf, ref, over, children, ...pointing }: PlotFrameProps) {
  return (
    <div ref={ref} className={classes['plot']} data-tone={tone}>
      <svg className={classes['svg']} {...size} role="img" aria-label={summary} {...pointing}>
        {ticks.map(({ value, label }) => (
          <g key={value}>
            <line className={classes['grid']} x1={margin.left} x2={size.width - margin.right} y1={yOf(value)} y2={yOf(value)} />
            <text className={classes['tick']} x={margin.left - 8} y={yOf(value) + 4} textAnchor="end">
              {label}
            </text>
          </g>
        ))}
        {children}
      </svg>
      {over}
    </div>
  );
}

/** A word below the drawing. */
export function PlotLabel({
  children,
  ...place
}: {
  readonly x: number;
  readonly y: number;
  readonly textAnchor: 'start' | 'middle' | 'end';
  readonly children: ReactNode;
}) {
  return (
    <text className={classes['tick']} {...place}>
      {children}
    </text>
  );
}
