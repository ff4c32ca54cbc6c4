import { Alert, createTheme, type CSSVariablesResolver, type MantineColorsTuple, type MantineThemeOverride } from '@mantine/core';

/** A quiet blue-green, like old steel: the accent of everything that can be done. */
const steel: MantineColorsTuple = [
  '#eaf6f6',
  '#d7e9ea',
  '#afd3d5',
  '#84bbbe',
  '#60a7ab',
  '#499b9f',
  '#3b8f94',
  '#2c7b80',
  '#206e73',
  '#0b5f65',
];

/** Warm greys by day, blue-black by night. */
const dark: MantineColorsTuple = [
  '#d5dade',
  '#b3bac0',
  '#8b949c',
  '#66707a',
  '#454e57',
  '#333b43',
  '#242b32',
  '#1a2026',
  '#13181d',
  '#0d1115',
];

/** What the colours of a notice stand for; their grounds are our soft ones, which don't shout by night either. */
const stateOf: Readonly<Record<string, string>> = { red: 'bad', orange: 'warn', yellow: 'warn', teal: 'good' };

/** As tokens.css has it: the library wants a number. */
const motionMilliseconds = 150;

/** The library's look, made of the tokens. With `still`, what the library moves by script doesn't move either. */
export function themeWith(still: boolean): MantineThemeOverride {
  const duration = still ? 0 : motionMilliseconds;
  const appearing = { defaultProps: { transitionProps: { duration, exitDuration: duration } } };
  return createTheme({
    primaryColor: 'steel',
    primaryShade: { light: 8, dark: 7 },
    colors: { steel, dark },
    autoContrast: true,
    luminanceThreshold: 0.18,
    fontFamily: '"Inter Variable", system-ui, -apple-system, "Segoe UI", Roboto, Cantarell, "Noto Sans", "Liberation Sans", sans-serif',
    fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Code", "JetBrains Mono", "Liberation Mono", monospace',
    headings: {
      fontWeight: '650',
      textWrap: 'balance',
      sizes: { h1: { fontSize: 'var(--sr-text-3xl)' }, h2: { fontSize: 'var(--sr-text-2xl)' }, h3: { fontSize: 'var(--sr-text-xl)' } },
    },
    radius: { sm: 'var(--sr-radius-sm)', md: 'var(--sr-radius-md)', lg: 'var(--sr-radius-lg)' },
    shadows: { xs: 'var(--sr-shadow-card)', xl: 'var(--sr-shadow-over)' },
    defaultRadius: 'md',
    cursorType: 'pointer',
    respectReducedMotion: true,
    components: {
      Modal: { ...appearing, styles: { title: { fontWeight: 600, overflowWrap: 'anywhere' } } },
      Drawer: appearing,
      Alert: Alert.extend({
        vars: (_theme, { color }) => {
          const state = stateOf[String(color)];
          return { root: state === undefined ? {} : { '--alert-bg': `var(--sr-${state}-soft)`, '--alert-color': `var(--sr-${state})` } };
        },
      }),
      // The library's placeholder for the first focus is no child that a menu may have; the first entry takes the focus.
      Menu: { defaultProps: { ...appearing.defaultProps, withInitialFocusPlaceholder: false } },
      Popover: appearing,
      Combobox: appearing,
      Tooltip: appearing,
      Notifications: { defaultProps: { transitionDuration: duration } },
      SegmentedControl: { defaultProps: { transitionDuration: duration } },
      Collapse: { defaultProps: { transitionDuration: duration } },
      Skeleton: { defaultProps: { animate: !still } },
    },
  });
}

/** The library's own colours of words and grounds are ours. */
export const variables: CSSVariablesResolver = () => {
  const roles = {
    '--mantine-color-text': 'var(--sr-text)',
    '--mantine-color-dimmed': 'var(--sr-quiet)',
    '--mantine-color-placeholder': 'var(--sr-placeholder)',
    '--mantine-color-body': 'var(--sr-panel)',
  };
  return { variables: {}, light: roles, dark: roles };
};

/** The theme as it is where the system asks for nothing. */
export const theme = themeWith(false);
