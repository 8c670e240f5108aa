import SwaggerUI from 'swagger-ui-dist/swagger-ui-es-bundle.js';

SwaggerUI({
  url: '/api/seam/openapi.json',
  domNode: document.querySelector('#docs'),
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  // The badge would be loaded from another host.
  validatorUrl: null,
});
