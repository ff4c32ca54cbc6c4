import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

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

export const theme = createTheme({
  primaryColor: 'steel',
  primaryShade: { light: 8, dark: 7 },
  colors: { steel, dark },
  autoContrast: true,
  luminanceThreshold: 0.18,
  fontFamily: '"Inter Variable", system-ui, -apple-system, "Segoe UI", Roboto, Cantarell, "Noto Sans", "Liberation Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Code", "JetBrains Mono", "Liberation Mono", monospace',
  headings: { fontWeight: '650', sizes: { h1: { fontSize: '1.75rem' }, h2: { fontSize: '1.25rem' }, h3: { fontSize: '1rem' } } },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
});

/** Secondary text keeps a contrast of 4.5 to 1 on every ground it stands on. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: { '--mantine-color-dimmed': '#56616a', '--mantine-color-placeholder': '#6b757d' },
  dark: { '--mantine-color-dimmed': '#9fa9b2', '--mantine-color-placeholder': '#8b949c' },
});
