import { Counter, Gauge, Histogram, Registry } from 'prom-client';

interface Counts {
  readonly sessions: () => number;
  readonly listeners: () => number;
  readonly openVaults: () => number;
}

export type Metrics = ReturnType<typeof createMetrics>;

/** What Prometheus reads. SECURITY: counts, times and route patterns; no person, item, path or address. */
export function createMetrics({ sessions, listeners, openVaults }: Counts) {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Counter({
    name: 'strongroom_http_requests_total',
    help: 'Requests that were answered',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const seconds = new Histogram({
    name: 'strongroom_http_request_seconds',
    help: 'How long answers took',
    labelNames: ['route'],
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
    registers,
  });
  const gauges: readonly (readonly [string, string, () => number])[] = [
    ['strongroom_http_sessions', 'Sessions of the HTTP API that are in use', sessions],
    ['strongroom_http_listeners', 'Open WebSockets', listeners],
    ['strongroom_open_vaults', 'Vaults that are open now', openVaults],
    ['strongroom_resident_bytes', 'Memory of the main process', () => process.memoryUsage.rss()],
    ['strongroom_uptime_seconds', 'Since the process was started', () => Math.floor(process.uptime())],
  ];
  for (const [name, help, read] of gauges)
    registry.registerMetric(
      new Gauge({
        ...{ name, help, registers: [] },
        collect() {
          this.set(read());
        },
      }),
    );
  return {
    contentType: registry.contentType,
    text: (): Promise<string> => registry.metrics(),
    answered(method: string, route: string, status: number, milliseconds: number): void {
      requests.inc({ method, route, status });
      seconds.observe({ route }, milliseconds / 1000);
    },
  };
}
