import { expect, test } from "@jest/globals";
import { metricsOf, serviceRegistries } from "../../scripts/generate/reference/metrics.ts";
import { catalogue } from "./catalogue.ts";

const registries = new Map(serviceRegistries().map(({ title, registry }) => [title, registry]));

test.each(Object.entries(catalogue))(
  "%s: every metric of the catalogue has its name, type and labels",
  (title, metrics) => {
    const registry = registries.get(title === "Every service" ? "Gateway" : title);
    if (registry === undefined) throw new Error(`no service ${title}`);
    const found = new Map(metricsOf(registry).map((facts) => [facts.name, facts]));
    for (const [name, { type, labels }] of Object.entries(metrics)) {
      const { type: foundType, labelNames } = found.get(`flotilla_${name}`) ?? {};
      expect([name, foundType, labelNames]).toEqual([name, type, labels]);
    }
  },
);

test.each(Object.entries(catalogue))(
  "%s: histograms have the bounds of the catalogue",
  async (title, metrics) => {
    const registry = registries.get(title === "Every service" ? "Gateway" : title);
    for (const [name, { type, labels, buckets }] of Object.entries(metrics)) {
      if (type !== "histogram") continue;
      const metric = registry?.getSingleMetric(`flotilla_${name}`);
      const own: unknown = Reflect.get(metric ?? {}, "upperBounds");
      if (Array.isArray(own)) {
        expect([name, own]).toEqual([name, buckets]);
        continue;
      }
      const values = (await metric?.get())?.values ?? [];
      const bounds = values
        .map((value) => Reflect.get(value.labels, "le"))
        .filter((le) => typeof le === "number");
      expect([name, labels.length, [...new Set(bounds)]]).toEqual([name, labels.length, buckets]);
    }
  },
);

test("every metric begins with flotilla_, has a help sentence and no label that names a person or a session", () => {
  const forbidden = /^(user|session|ip|address|path|url|release|token|id)$/;
  for (const registry of registries.values()) {
    for (const { name, help, labelNames } of metricsOf(registry)) {
      expect(name).toMatch(/^flotilla_[a-z0-9_]+$/);
      expect(help).toMatch(/\.$/);
      expect(labelNames.filter((label) => forbidden.test(label))).toEqual([]);
    }
  }
});
