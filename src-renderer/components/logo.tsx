/** A door with its wheel: the strongroom. */
export function Logo({ size = 40 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 48 48" fill="none" aria-hidden="true">
      <rect x="5" y="5" width="38" height="38" rx="10" fill="var(--sr-accent)" />
      <circle cx="24" cy="24" r="10.5" stroke="var(--sr-on-accent)" strokeWidth="3" />
      <path d="M24 9.5v6M24 32.5v6M9.5 24h6M32.5 24h6" stroke="var(--sr-on-accent)" strokeWidth="3" strokeLinecap="round" />
      <circle cx="24" cy="24" r="3" fill="var(--sr-on-accent)" />
    </svg>
  );
}
