// Makes a page of openapi.json.

import { ask } from "/ask.js";
import { byId, element } from "/elements.js";

const { paths, components } = await ask("/openapi.json");
for (const [path, methods] of Object.entries(paths)) {
  for (const [method, operation] of Object.entries(methods)) {
    byId("operations").append(operationElement(method.toUpperCase(), path, operation));
  }
}

function operationElement(method, path, operation) {
  return element(
    "section",
    {},
    element("h2", {}, element("code", {}, `${method} ${path}`)),
    element("p", {}, `${operation.summary}.`),
    operation.description ? element("p", {}, operation.description) : null,
    operation.security ? element("p", {}, "Asks for the token: Authorization: Bearer …") : null,
    table(
      ["Parameter", "Type", "What it is"],
      (operation.parameters ?? []).map((one) => [
        one.name + (one.required ? " (needed)" : ""),
        type(one.schema),
        one.description,
      ])),
    table(
      ["Answer", "What it is", "Fields"],
      Object.entries(operation.responses).map(([status, response]) => [
        status,
        response.description,
        fields(response),
      ])));
}

function type(schema) {
  if (schema.enum) {
    return schema.enum.join(" | ");
  }
  const bounds = schema.maximum === undefined ? "" : `, ${schema.minimum} to ${schema.maximum}`;
  const otherwise = schema.default === undefined ? "" : `, else ${schema.default}`;
  return (schema.format ?? schema.type) + bounds + otherwise;
}

function fields(response) {
  const reference = Object.values(response.content ?? {})[0]?.schema?.$ref;
  const schema = reference && components.schemas[reference.split("/").pop()];
  return schema ? Object.keys(schema.properties).join(", ") : "";
}

function table(heads, rows) {
  if (rows.length === 0) {
    return null;
  }
  return element(
    "div",
    { className: "table", tabIndex: 0, role: "region", "aria-label": heads[0] },
    element(
      "table",
      {},
      element("thead", {}, element("tr", {}, ...heads.map((head) => element("th", { scope: "col" }, head)))),
      element(
        "tbody",
        {},
        ...rows.map((row) => element("tr", {}, ...row.map((cell) => element("td", {}, cell)))))));
}
