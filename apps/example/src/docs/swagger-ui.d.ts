declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  /** Renders the documentation of an OpenAPI document. */
  const SwaggerUI: (options: {
    url: string;
    domNode: Element | null;
    deepLinking: boolean;
    docExpansion: 'list' | 'full' | 'none';
    defaultModelsExpandDepth: number;
    validatorUrl: null;
  }) => void;
  export default SwaggerUI;
}
