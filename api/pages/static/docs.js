/* Draws the description of the API; everything it loads comes from here. */
window.addEventListener("DOMContentLoaded", () => {
  window.SwaggerUIBundle({
    url: "/openapi.json",
    dom_id: "#api",
    deepLinking: false,
    validatorUrl: null,
    defaultModelsExpandDepth: 0,
  });
});
