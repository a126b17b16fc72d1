import assert from "node:assert/strict";
import createClient from "openapi-fetch";
import type { components, paths } from "./generated/leadgate.js";
import sampleFile from "./sample.json" with { type: "json" };

type Schemas = components["schemas"];

// Arguments: the address of the service and an API key.
const [baseUrl, key] = process.argv.slice(2);
const client = createClient<paths>({ baseUrl, headers: { "X-Api-Key": key } });

// That the sample has the type of a bulk is checked by the compiler, and so is every other use of a schema here.
const sample: Schemas["Bulk"] = sampleFile;
let id = 0;

async function check(name: string, body: () => Promise<void>): Promise<void> {
  try {
    await body();
    console.log(`ok    TypeScript: ${name}`);
  } catch (failure) {
    process.exitCode = 1;
    console.log(`FAIL  TypeScript: ${name}: ${String(failure).replace(/\s+/g, " ")}`);
  }
}

function sampleWithErrors(): Schemas["Bulk"] {
  const vehicles: Schemas["Vehicle"][] = [{ modelFamily: "Vigus", modelYear: 2025, totalQty: 2 }];
  return { ...sample, leads: sample.leads.map((lead) => ({ ...lead, subSource: "Walk in the park", priority: null, vehicles })) };
}

function checkErrors(errors: Schemas["Issue"][] | null | undefined): void {
  assert.equal(errors?.length, 2);
  const unknown = errors?.find((error) => error.field === "subSource");
  assert.equal(unknown?.code, "not-in-list");
  assert.equal(unknown?.value, "Walk in the park");
  assert.ok(unknown?.errorMessage);
  assert.ok(unknown?.errorMessageAr);
  assert.ok(unknown?.suggestions.includes("Walk-in"));
  const missing = errors?.find((error) => error.field === "priority");
  assert.equal(missing?.code, "required");
  assert.equal(missing?.value, null);
}

function checkProblem(problem: Schemas["Problem"] | undefined, status: number, type: string): Schemas["Problem"] {
  assert.ok(problem);
  assert.equal(problem.status, status);
  assert.ok(problem.type.endsWith(type), problem.type);
  for (const text of [problem.title, problem.detail, problem.titleAr, problem.detailAr, problem.traceId]) assert.ok(text);
  return problem;
}

await check("posts the sample with labels", async () => {
  const { data } = await client.POST("/api/v1/leads/bulks", {
    params: { header: { "Idempotency-Key": "typescript-1" } },
    body: sample,
  });
  assert.ok(data !== undefined && data > 0);
  id = data;
});
await check("leaves out what is optional", async () => {
  const { data } = await client.POST("/api/v1/leads/bulks", { body: { leads: sample.leads } });
  assert.ok(data !== undefined && data > id);
});
await check("reads the bulk back", async () => {
  const { data } = await client.GET("/api/v1/leads/bulks/{id}", { params: { path: { id } } });
  assert.equal(data?.id, id);
  assert.equal(data.errorRecords, 0);
  const lead = data.leads[0];
  assert.ok(lead?.leadId);
  assert.equal(lead.errorList, null);
  assert.equal(lead.gender, "Male");
  assert.equal(lead.testDriveRequired, true);
  assert.equal(lead.dateOfBirth, "2025-08-17");
  assert.equal(lead.vehicles[0]?.modelYear, 2025);
});
await check("finds the lead", async () => {
  const { data } = await client.GET("/api/v1/leads/bulks", {
    params: { query: { id, source: "Showroom", isError: 0, limit: 10 } },
  });
  assert.equal(data?.leads.length, 1);
  assert.equal(data.leads[0]?.leadExternalHeaderId, id);
  assert.equal(data.next, null);
});
await check("checks a bulk and reads its errors", async () => {
  const { data } = await client.POST("/api/v1/leads/bulks/check", { body: sampleWithErrors() });
  assert.equal(data?.id, null);
  assert.equal(data.errorRecords, 1);
  checkErrors(data.leads[0]?.errorList);
  const stored = await client.GET("/api/v1/leads/bulks", { params: { query: { isError: 1 } } });
  assert.equal(stored.data?.leads.length, 0);
});
await check("reads the error of a date that is read back as it was sent", async () => {
  const leads = sample.leads.map((lead) => ({ ...lead, dateOfBirth: "17.13.2025", leadDate: "yesterday" }));
  const { data: bulk } = await client.POST("/api/v1/leads/bulks", { body: { leads } });
  assert.ok(bulk !== undefined);
  const { data } = await client.GET("/api/v1/leads/bulks/{id}", { params: { path: { id: bulk } } });
  const lead = data?.leads[0];
  assert.equal(lead?.dateOfBirth, "17.13.2025");
  assert.equal(lead.leadDate, "yesterday");
  assert.deepEqual(lead.errorList?.map((error) => error.field), ["dateOfBirth", "leadDate"]);
});
await check("reads the problem of an empty bulk", async () => {
  const { error } = await client.POST("/api/v1/leads/bulks", { body: { leads: [] } });
  checkProblem(error, 400, "not-a-bulk");
});
await check("reads the errors in the problem of a strict bulk", async () => {
  const { error } = await client.POST("/api/v1/leads/bulks", {
    params: { header: { Prefer: "handling=strict" } },
    body: sampleWithErrors(),
  });
  const problem = checkProblem(error, 422, "leads-have-errors");
  assert.equal(problem.totalRecords, 1);
  assert.equal(problem.errorRecords, 1);
  checkErrors(problem.leads?.[0]?.errorList);
});
await check("reads the lists", async () => {
  const lists = await client.GET("/api/v1/list");
  assert.equal(lists.data?.find((list) => list.name === "CITY")?.parent, "REGION");
  const regions = await client.GET("/api/v1/list/{list}", { params: { path: { list: "REGION" } } });
  const region = regions.data?.find((item) => item.label === "Eastern Province");
  const cities = await client.GET("/api/v1/list/{list}", {
    params: { path: { list: "CITY" }, query: { parentId: region?.value } },
  });
  assert.ok(cities.data?.some((city) => city.label === "Dammam" && city.parentValue === region?.value));
});
await check("reads the suggestions in the problem of an unknown list", async () => {
  const { error } = await client.GET("/api/v1/list/{list}", { params: { path: { list: "CITI" } } });
  assert.ok(checkProblem(error, 404, "list-not-found").suggestions?.includes("CITY"));
});
await check("reads the problem of a request without a key", async () => {
  const { error } = await createClient<paths>({ baseUrl }).GET("/api/v1/list");
  checkProblem(error, 401, "unauthorized");
});
