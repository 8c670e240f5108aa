import SwaggerUI from 'swagger-ui-dist/swagger-ui-es-bundle.js';

SwaggerUI({
  url: '/api/seam/openapi.json',
  domNode: document.querySelector('#docs'),
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  // Its badge would be fetched from elsewhere.
  validatorUrl: null,
});
