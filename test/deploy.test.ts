// The files of deploy/ as they are given to Compose and Kubernetes: they parse, they have the shape that their readers want, they name
// verbs and options that exist, and every password comes from outside. No daemon runs here.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parseAllDocuments, parseDocument } from "yaml";
import { z } from "zod";
import { addressOf } from "../src/hosts/cluster/address.ts";
import { within } from "./cli/run-standoff.ts";

const path = (name: string) => fileURLToPath(new URL(`../deploy/${name}`, import.meta.url));
const read = (name: string) => readFileSync(path(name), "utf8");

/** The parts of the Compose specification that are used here; anything else is a slip. */
const COMPOSE = z.strictObject({
  name: z.string(),
  services: z.record(
    z.string(),
    z.strictObject({
      image: z.string(),
      build: z.strictObject({ context: z.string(), dockerfile: z.string() }).optional(),
      command: z.array(z.string()),
      ports: z.array(z.string().regex(/^127\.0\.0\.1:/, "only this machine")).optional(),
      environment: z.record(z.string(), z.string()),
      healthcheck: z
        .strictObject({ test: z.array(z.string()), interval: z.string(), timeout: z.string(), retries: z.int() })
        .optional(),
      depends_on: z.record(z.string(), z.strictObject({ condition: z.literal("service_healthy") })).optional(),
      read_only: z.boolean().optional(),
      cap_drop: z.array(z.string()).optional(),
      security_opt: z.array(z.string()).optional(),
      stop_grace_period: z.string().optional(),
      restart: z.enum(["no", "always", "on-failure", "unless-stopped"]),
    }),
  ),
});

const labels = z.record(z.string(), z.string());
const metadata = z.strictObject({ name: z.string().regex(/^[a-z][a-z0-9-]*$/), labels: labels.optional() });
const quantity = z.string().regex(/^\d+(m|Mi|Gi)?$/);
const container = z.strictObject({
  name: z.string(),
  image: z.string(),
  command: z.array(z.string()).optional(),
  args: z.array(z.string()),
  env: z.array(
    z.strictObject({
      name: z.string(),
      valueFrom: z.strictObject({ secretKeyRef: z.strictObject({ name: z.string(), key: z.string() }) }),
    }),
  ),
  ports: z.array(z.strictObject({ containerPort: z.int() })).optional(),
  readinessProbe: z.strictObject({ tcpSocket: z.strictObject({ port: z.int() }), periodSeconds: z.int() }).optional(),
  securityContext: z.record(z.string(), z.unknown()).optional(),
  resources: z.strictObject({ requests: z.record(z.string(), quantity), limits: z.record(z.string(), quantity) }),
});
const KUBERNETES = z.discriminatedUnion("kind", [
  z.strictObject({
    apiVersion: z.literal("v1"),
    kind: z.literal("Service"),
    metadata,
    spec: z.strictObject({
      selector: labels,
      ports: z.array(z.strictObject({ name: z.string(), port: z.int(), targetPort: z.int() })),
    }),
  }),
  z.strictObject({
    apiVersion: z.literal("apps/v1"),
    kind: z.literal("Deployment"),
    metadata,
    spec: z.strictObject({
      replicas: z.int(),
      strategy: z.strictObject({ type: z.enum(["Recreate", "RollingUpdate"]) }).optional(),
      selector: z.strictObject({ matchLabels: labels }),
      template: z.strictObject({
        metadata: z.strictObject({ labels }),
        spec: z.strictObject({
          automountServiceAccountToken: z.literal(false),
          terminationGracePeriodSeconds: z.int().optional(),
          securityContext: z.record(z.string(), z.unknown()).optional(),
          containers: z.array(container).min(1),
        }),
      }),
    }),
  }),
  z.strictObject({
    apiVersion: z.literal("networking.k8s.io/v1"),
    kind: z.literal("NetworkPolicy"),
    metadata: z.strictObject({ name: z.string() }),
    spec: z.record(z.string(), z.unknown()),
  }),
]);

const compose = parseDocument(read("compose.yaml"));
const manifests = parseAllDocuments(read("kubernetes.yaml"));

/** A command line that the program takes: it gets as far as Redis, which is not there. */
async function isCommand(words: readonly string[]): Promise<void> {
  const verb = words[0]!;
  const { code, out } = await within([verb, "--help"]);
  expect(code).toBe(0);
  for (const word of words.filter((w) => w.startsWith("--"))) expect(out).toContain(word);
}

describe("compose.yaml", () => {
  test("has the shape of a Compose file", () => {
    expect(compose.errors).toEqual([]);
    expect(COMPOSE.safeParse(compose.toJS()).error?.issues ?? []).toEqual([]);
  });
  test("its workers say what the command line understands, and are let in", async () => {
    const { worker } = COMPOSE.parse(compose.toJS()).services;
    await isCommand(worker!.command);
    expect(addressOf(worker!.command[2]!, { STANDOFF_REDIS_PASSWORD: "from outside" })).toMatchObject({
      host: "queue",
    });
    expect(addressOf(worker!.command[2]!, {})).toMatchObject({ says: expect.stringMatching(/password/) });
  });
});

describe("kubernetes.yaml", () => {
  const objects = manifests.map((doc) => ("toJS" in doc ? (doc.toJS() as unknown) : undefined));
  test("every object has the shape of its kind", () => {
    expect(objects).toHaveLength(4);
    for (const object of objects) expect(KUBERNETES.safeParse(object).error?.issues ?? []).toEqual([]);
  });
  test("selectors find what they are for, and workers say what the command line understands", async () => {
    const deployments = objects.map((o) => KUBERNETES.parse(o)).filter((o) => o.kind === "Deployment");
    for (const { spec } of deployments) expect(spec.template.metadata.labels).toMatchObject(spec.selector.matchLabels);
    await isCommand(deployments.find((d) => d.metadata.name === "worker")!.spec.template.spec.containers[0]!.args);
  });
});

test("the Slurm script is one that bash reads", () => {
  const { status, stderr } = spawnSync("bash", ["-n", path("slurm.sh")], { encoding: "utf8" });
  expect([status, stderr]).toEqual([0, ""]);
});

test("no password is written down", () => {
  for (const name of ["compose.yaml", "kubernetes.yaml", "slurm.sh", "Dockerfile"]) {
    expect(read(name)).not.toMatch(/(requirepass|PASSWORD)[= ]+["']?[A-Za-z0-9]{6,}/);
  }
});
