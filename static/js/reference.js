// The API's reference, made from its own description. In a browser's session a change also needs the form token.
const place = document.getElementById("reference");
const cookie = (name) => document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`))?.split("=")[1];

SwaggerUIBundle({
  domNode: place,
  url: place.dataset.schema,
  deepLinking: true,
  docExpansion: "none",
  filter: true,
  validatorUrl: null,
  requestInterceptor: (request) => {
    const token = cookie("csrftoken");
    if (token && request.method !== "GET") request.headers["X-CSRFToken"] = token;
    return request;
  },
});
