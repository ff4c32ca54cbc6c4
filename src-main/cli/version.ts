import manifest from '../../package.json' with { type: 'json' };

/** Of the package that this file is part of; the bundle has it from its build. */
export const packageVersion = (): string => manifest.version;
