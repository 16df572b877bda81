import { z } from "zod";
import type { Route } from "./route.ts";
import { problemSchema } from "./schemas.ts";

/** The API as programs read it (OpenAPI 3.1), made from the very routes that answer. */
export function openApiDocument(routes: readonly Route[], version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: operation(route) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Flotilla control API", version },
    servers: [{ url: "/api/v1" }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
      schemas: { Problem: schemaOf(problemSchema) },
      responses: {
        Problem: {
          description: "Why it was not done",
          content: {
            "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
          },
        },
      },
    },
  };
}

function operation(route: Route): object {
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
  return {
    summary: route.summary,
    operationId: `${route.method}${route.path.replace(/[^A-Za-z0-9]+(.?)/g, (_, next: string) => next.toUpperCase())}`,
    description: `Needs the role ${route.role}.`,
    parameters: [
      ...names.map((name) => ({ name, in: "path", required: true, schema: { type: "string" } })),
      ...(route.query ?? []).map((parameter) => ({
        ...parameter,
        in: "query",
        schema: { type: "string" },
      })),
    ],
    ...bodyOf(route),
    responses: {
      ...Object.fromEntries(
        Object.entries(route.answers).map(([status, answer]) => [
          status,
          {
            description: answer.description,
            ...(answer.schema !== undefined && {
              content: {
                [answer.mediaType ?? "application/json"]: { schema: schemaOf(answer.schema) },
              },
            }),
          },
        ]),
      ),
      default: { $ref: "#/components/responses/Problem" },
    },
  };
}

function bodyOf(route: Route): object {
  if (route.body !== undefined) {
    const content = { "application/json": { schema: schemaOf(route.body) } };
    return { requestBody: { required: true, content } };
  }
  if (route.rawBody === undefined) return {};
  const content = { [route.rawBody]: { schema: { type: "string", format: "binary" } } };
  return { requestBody: { required: true, content } };
}

function schemaOf(schema: z.ZodType): object {
  const { $schema: _, ...plain } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return plain;
}
