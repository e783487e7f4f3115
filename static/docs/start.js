// Starts Swagger UI on the description of the API that the page names.
const { openapi } = /** @type {HTMLElement} */ (document.getElementById("start")).dataset;
window.SwaggerUIBundle({ url: openapi, dom_id: "#swagger-ui", deepLinking: true });
